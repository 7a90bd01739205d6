import { containerFactsFrom, dockerRunArgs, engineFactsFrom, engineFailureFrom } from '@hostnet/core';
import { ProbeFailure, startFailureFrom } from '@hostnet/core';
import type { ContainerFacts, Engine, EngineFacts, ProbeRequest, ProbeSession } from '@hostnet/core';
import type { Exec } from './client.ts';
import { collect, CommandFailure } from './collect.ts';
import type { Collected } from './collect.ts';
import { startSession } from './session.ts';

/** One answer of the docker CLI, in ms. The run bounds all facts together; this only ends a command that hangs. */
const ANSWER_MS = 5000;
/** A pull moves up to 60 MB. */
const PULL_MS = 120_000;
/** Longest a restart may take, in ms: a container has 10 s to end, or as long as it was given (`docker run --stop-timeout`). */
const RESTART_MS = 120_000;
/** Ids of one `docker inspect`: Windows allows 32,767 characters in a command line, an id takes 65. */
const INSPECT_AT_ONCE = 200;
/** What is kept of a container's log, in characters. */
const LOG_CHARS = 65_536;
/** So often, and so far apart in ms, a container is looked for whose client was ended before it ran. */
const LATE_TRIES = 5;
const LATE_EVERY_MS = 100;
/** Where the client does not say which context it uses. */
const DESKTOP_ENDPOINT = 'Docker Desktop';

/** Returns the engine behind Docker Desktop's `docker.cli.exec`. `image` is the one probes run from. */
export function desktopEngine(exec: Exec, image: string): Engine {
  const ask = (args: readonly string[], signal: AbortSignal, timeoutMs = ANSWER_MS): Promise<Collected> => {
    const [command = '', ...rest] = args;
    return collect(exec, command, rest, { signal, timeoutMs });
  };
  return {
    facts: (signal) => readFacts(ask, signal),
    containers: (signal) => listContainers(ask, signal),
    logs: async (container, lines, signal) => {
      const result = await ask(['logs', '--tail', String(lines), container], signal);
      if (result.code !== 0) throw new Error(result.stderr || 'docker logs failed');
      return `${result.stdout}${result.stderr}`.slice(-LOG_CHARS);
    },
    restart: async (container, signal) => {
      const result = await ask(['restart', container], signal, RESTART_MS);
      if (result.code !== 0) throw new Error(result.stderr || 'docker restart failed');
    },
    bringImage: async (signal) => {
      const result = await ask(['pull', image], signal, PULL_MS).catch(asFailure);
      if (result.code !== 0)
        throw new ProbeFailure('image-missing', `The image ${image} could not be pulled.`, result.stderr);
    },
    runProbe: (request, signal) => runProbe(exec, ask, image, request, signal),
  };
}

type Ask = (args: readonly string[], signal: AbortSignal, timeoutMs?: number) => Promise<Collected>;

async function readFacts(ask: Ask, signal: AbortSignal): Promise<EngineFacts> {
  const [context, version, info] = await Promise.all([
    ask(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], signal).catch(() => null),
    ask(['version', '--format', '{{json .}}'], signal).catch(asCommandFailure),
    ask(['info', '--format', '{{json .}}'], signal).catch(asCommandFailure),
  ]);
  const endpoint = (context?.code === 0 && context.stdout.trim()) || DESKTOP_ENDPOINT;
  for (const answer of [version, info]) {
    if (answer instanceof CommandFailure) return commandFailure(endpoint, answer);
    if (answer.code !== 0) return engineFailureFrom(endpoint, answer.stderr || answer.stdout);
  }
  return engineFactsFrom(parsed(version), parsed(info), endpoint);
}

function commandFailure(endpoint: string, failure: CommandFailure): EngineFacts {
  if (failure.kind !== 'not-started') return engineFailureFrom(endpoint, 'timed out');
  return {
    reachable: false,
    endpoint,
    failure: 'no-docker-cli',
    message: `Docker Desktop could not start its docker command: ${failure.message}`,
    fix: 'Restart Docker Desktop, then try again.',
  };
}

/** Returns the JSON in an answer; undefined, which fits no schema of core, when there is none. */
function parsed(answer: Collected | CommandFailure): unknown {
  if (answer instanceof CommandFailure) return undefined;
  try {
    return JSON.parse(answer.stdout);
  } catch {
    return undefined;
  }
}

/** A container that ends between the two commands makes inspect fail for itself alone: what it printed still counts. */
async function listContainers(ask: Ask, signal: AbortSignal): Promise<ContainerFacts[]> {
  const list = await ask(['ps', '--all', '--quiet', '--no-trunc'], signal);
  if (list.code !== 0) throw new Error(list.stderr || 'docker ps failed');
  const ids = list.stdout.split('\n').filter((id) => id !== '');
  const found: ContainerFacts[] = [];
  for (let at = 0; at < ids.length; at += INSPECT_AT_ONCE) {
    const answer = await ask(['inspect', '--type=container', ...ids.slice(at, at + INSPECT_AT_ONCE)], signal);
    found.push(...containerFactsFrom(parsed(answer)));
  }
  return found;
}

function runProbe(
  exec: Exec,
  ask: Ask,
  image: string,
  request: ProbeRequest,
  signal: AbortSignal,
): ProbeSession {
  const [command = '', ...args] = dockerRunArgs(request, image);
  return startSession({
    exec,
    command,
    args,
    signal,
    failureOf: (stderr, end) =>
      end.kind === 'error'
        ? new ProbeFailure(
            'engine-unreachable',
            'Docker Desktop could not start its docker command.',
            end.message,
          )
        : startFailureFrom(stderr),
    cleanUp: (killed) =>
      removeLate(ask, `hostnet-${request.spec.run}-${request.kind}`, killed ? LATE_TRIES : 1),
  });
}

/**
 * A client that is stopped before its container runs leaves it created, where --rm does not reach, and perhaps only a moment
 * later, when the engine has made it. What is later still the next visit removes (leftovers.ts).
 */
async function removeLate(ask: Ask, name: string, most: number): Promise<void> {
  for (let tries = 0; tries < most; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, LATE_EVERY_MS));
    // It prints the name of what it removed; where there is none it ends with 0 too.
    const { stdout } = await ask(['rm', '--force', name], new AbortController().signal);
    if (stdout.trim() !== '') return;
  }
}

function asCommandFailure(error: unknown): CommandFailure {
  return error instanceof CommandFailure ? error : new CommandFailure('not-started', String(error));
}

function asFailure(error: unknown): never {
  const failure = asCommandFailure(error);
  throw new ProbeFailure(failure.kind === 'cancelled' ? 'cancelled' : 'image-missing', failure.message);
}

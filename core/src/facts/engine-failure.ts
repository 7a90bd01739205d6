import type { EngineFacts } from '../model/facts.ts';
import { notAnEngine } from './engine-json.ts';

type Failure = Extract<EngineFacts, { reachable: false }>['failure'];

interface Rule {
  readonly test: RegExp;
  readonly failure: Failure;
  readonly say: (endpoint: string) => string;
  readonly fix: string;
}

const START = 'Start Docker (Docker Desktop, or `sudo systemctl start docker` on Linux) and run this again.';

/** In this order: the first that fits decides. The texts are those of the docker CLI (moby client/errors.go) and of errno names. */
const RULES: readonly Rule[] = [
  {
    test: /permission denied|EACCES|EPERM/i,
    failure: 'permission-denied',
    say: (e) => `This user may not open the engine's socket ${e}.`,
    fix: 'Add your user to the docker group (`sudo usermod -aG docker $USER`, then log in again) or run this with sudo.',
  },
  {
    // Enforced sign-in answers HTTP 407 to all but version, info and ping (docker/skills, governance).
    test: /Sign in to continue using Docker Desktop|\b407\b/i,
    failure: 'sign-in-required',
    say: () => 'Docker Desktop answers, but your organisation enforces sign-in and nobody is signed in.',
    fix: 'Sign in to Docker Desktop, then run this again.',
  },
  {
    // What our own adapter says where it has to ask the docker CLI.
    test: /the docker command was not found/,
    failure: 'bad-address',
    say: (e) =>
      `The engine's address ${e} needs the docker command, which was not found: it is over ssh or TLS, or a context that could not be read.`,
    fix: 'Install the docker CLI, or set DOCKER_HOST to an address without TLS, such as unix:///var/run/docker.sock.',
  },
  {
    test: /unable to parse docker host|invalid (bind|DOCKER_HOST)|no such host|ENOTFOUND|context .*(not found|does not exist)|unsupported/i,
    failure: 'bad-address',
    say: (e) => `The engine's address ${e} cannot be used.`,
    fix: 'Set DOCKER_HOST to an engine, such as unix:///var/run/docker.sock, or unset it.',
  },
  {
    test: /ENOENT|no such file or directory|system cannot find the file/i,
    failure: 'no-socket',
    say: (e) => `No Docker Engine is there: ${e} does not exist.`,
    fix: START,
  },
  {
    test: /ETIMEDOUT|timed? ?out|deadline exceeded/i,
    failure: 'timed-out',
    say: (e) => `The Docker Engine at ${e} accepts connections but does not answer.`,
    fix: 'Restart Docker and run this again.',
  },
  {
    test: /ECONNREFUSED|connection refused|Cannot connect to the Docker daemon|Is the docker daemon running|ECONNRESET|socket hang up|EPIPE/i,
    failure: 'refused',
    say: (e) => `No Docker Engine answers at ${e}.`,
    fix: START,
  },
];

/** Returns the failure behind an error's text, one sentence and its fix. Text that fits nothing known is quoted, shortened. */
export function engineFailureFrom(endpoint: string, text: string): EngineFacts {
  if (/not (an )?(HTTP|engine)|HPE_|<!DOCTYPE|<html|parse error|malformed HTTP|invalid character/i.test(text))
    return notAnEngine(endpoint);
  const rule = RULES.find((candidate) => candidate.test.test(text));
  if (rule) {
    return { reachable: false, endpoint, failure: rule.failure, message: rule.say(endpoint), fix: rule.fix };
  }
  return {
    reachable: false,
    endpoint,
    failure: 'failed',
    message: `The Docker Engine at ${endpoint} returned an error: ${firstLine(text)}`,
    fix: 'Run `docker version` to see the same error, and fix what it reports.',
  };
}

/** Returns the first line with something on it, at most 200 characters. */
export function firstLine(text: string): string {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== '');
  return (line ?? 'no message').trim().slice(0, 200);
}

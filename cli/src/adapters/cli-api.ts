import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errnoOf, fieldOf, HostnetError, messageOf } from '@hostnet/node';
import { withoutPasswords } from '../passwords.ts';
import { RESTART_MS } from './http-api.ts';
import type { EngineApi, OurImage } from './engine-api.ts';

const run = promisify(execFile);

/** Bounds of one docker CLI call. */
const CALL_MS = 10_000;
const CALL_BYTES = 64 * 1024 * 1024;

/** Storing an image through the docker CLI may take this long, in ms. */
const STORE_MS = 60_000;

/** Returns the Engine API through the docker CLI, for addresses only the CLI can reach: ssh, TLS, unknown contexts. */
export function cliApi(): EngineApi {
  return { ...containersApi(), ...imagesApi() };
}

async function docker(args: readonly string[], signal: AbortSignal, input?: Uint8Array): Promise<string> {
  const timeout = input ? STORE_MS : CALL_MS;
  try {
    const running = run('docker', [...args], { signal, timeout, maxBuffer: CALL_BYTES });
    // Where it ends before it has read all, its own words say why.
    running.child.stdin?.on('error', () => undefined).end(input);
    return (await running).stdout;
  } catch (error) {
    throw new DockerError(withoutPasswords(stderrOf(error)), stdoutOf(error), error);
  }
}

type ImagesApi = Pick<EngineApi, 'hasImage' | 'images' | 'importImage' | 'removeImage'>;

function imagesApi(): ImagesApi {
  return {
    async hasImage(image, signal) {
      try {
        await docker(['image', 'inspect', '--format', '{{.Id}}', image], signal);
        return true;
      } catch (error) {
        if (error instanceof DockerError && NO_IMAGE.test(error.message)) return false;
        throw error;
      }
    },
    async images(label, signal) {
      const format = '{{.ID}} {{.Repository}}:{{.Tag}}';
      const args = ['images', '--no-trunc', '--filter', `label=${label}`, '--format', format];
      return imagesOf((await docker(args, signal)).split('\n').filter(Boolean));
    },
    async importImage({ repository, tag, changes, tar }, signal) {
      const args = changes.flatMap((change) => ['--change', change]);
      await docker(['import', ...args, '-', `${repository}:${tag}`], signal, tar);
    },
    async removeImage({ id, names }, signal) {
      try {
        await docker(['rmi', ...(names.length > 0 ? names : [id])], signal);
        return true;
      } catch (error) {
        if (error instanceof DockerError && NO_IMAGE.test(error.message)) return true;
        if (error instanceof DockerError && /conflict/i.test(error.message)) return false;
        throw error;
      }
    },
  };
}

/** One line a name, as printed; an image with several names has several lines. */
function imagesOf(lines: readonly string[]): OurImage[] {
  const byId = new Map<string, string[]>();
  for (const line of lines) {
    const [id = '', name = ''] = line.split(' ');
    byId.set(id, [...(byId.get(id) ?? []), ...(name.includes('<none>') ? [] : [name])]);
  }
  return [...byId].map(([id, names]) => ({ id, names }));
}

function containersApi(): Omit<EngineApi, keyof ImagesApi> {
  const json = async (args: readonly string[], signal: AbortSignal) => parse(await docker(args, signal));
  return {
    version: (signal) => json(['version', '--format', '{{json .}}'], signal),
    info: (signal) => json(['info', '--format', '{{json .}}'], signal),
    async inspectAll(labels, signal) {
      const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
      const ids = (await docker(['ps', '--all', '--quiet', '--no-trunc', ...filters], signal))
        .split('\n')
        .filter(Boolean);
      if (ids.length === 0) return [];
      // A container may vanish between the list and this look: docker prints the others and fails.
      const printed = await docker(['inspect', '--type', 'container', ...ids], signal).catch(
        (error: unknown) => {
          if (error instanceof DockerError && onlyGone(error.message)) return error.stdout;
          throw error;
        },
      );
      const inspected = parse(printed);
      return Array.isArray(inspected) ? (inspected as unknown[]) : [];
    },
    async logs(container, lines, signal) {
      const args = ['logs', '--tail', String(lines), container];
      const { stdout, stderr } = await run('docker', args, {
        signal,
        timeout: CALL_MS,
        maxBuffer: CALL_BYTES,
      });
      return `${stdout}${stderr}`;
    },
    async restart(container, signal) {
      try {
        await run('docker', ['restart', container], { signal, timeout: RESTART_MS });
      } catch (error) {
        throw new HostnetError(withoutPasswords(stderrOf(error)).trim(), { cause: error });
      }
    },
    async remove(id, signal) {
      try {
        // Forced, it ends with 0 where there is none, and prints the name of what there was (docker CLI 20.10 to 28).
        return (await docker(['rm', '--force', '--volumes', id], signal)).trim() !== '';
      } catch (error) {
        if (!(error instanceof DockerError && GONE.test(error.message))) throw error;
        return !/No such container/i.test(error.message);
      }
    },
  };
}

/** docker failed: its stderr is the message, what it printed before is kept. */
class DockerError extends HostnetError {
  override readonly name = 'DockerError';

  constructor(
    message: string,
    readonly stdout: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** What docker says of a container that is gone, or on its way (moby, daemon/delete.go). */
const GONE = /No such container|removal of container \S+ is already in progress/i;

/** What docker says of an image that is not there. */
const NO_IMAGE = /No such image/i;

function onlyGone(stderr: string): boolean {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => GONE.test(line));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HostnetError('not an engine: docker printed no JSON');
  }
}

function stdoutOf(error: unknown): string {
  const stdout = fieldOf(error, 'stdout');
  return typeof stdout === 'string' ? stdout : '';
}

function stderrOf(error: unknown): string {
  if (errnoOf(error) === 'ENOENT') return 'the docker command was not found';
  const stderr = fieldOf(error, 'stderr');
  return typeof stderr === 'string' && stderr.trim() !== '' ? stderr : messageOf(error);
}

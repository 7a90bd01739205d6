import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EngineApi } from './engine-api.ts';

const run = promisify(execFile);

/** Bounds of one docker CLI call. */
const CALL_MS = 10_000;
const CALL_BYTES = 64 * 1024 * 1024;

/** Returns the Engine API through the docker CLI, for addresses only the CLI can reach: ssh, TLS, unknown contexts. */
export function cliApi(): EngineApi {
  const docker = async (args: readonly string[], signal: AbortSignal): Promise<string> => {
    try {
      const { stdout } = await run('docker', [...args], { signal, timeout: CALL_MS, maxBuffer: CALL_BYTES });
      return stdout;
    } catch (error) {
      throw new Error(stderrOf(error));
    }
  };
  const json = async (args: readonly string[], signal: AbortSignal) =>
    JSON.parse(await docker(args, signal)) as unknown;
  return {
    version: (signal) => json(['version', '--format', '{{json .}}'], signal),
    info: (signal) => json(['info', '--format', '{{json .}}'], signal),
    async inspectAll(labels, signal) {
      const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
      const ids = (await docker(['ps', '--all', '--quiet', '--no-trunc', ...filters], signal))
        .split('\n')
        .filter(Boolean);
      if (ids.length === 0) return [];
      const inspected = await json(['inspect', '--type', 'container', ...ids], signal);
      return Array.isArray(inspected) ? (inspected as unknown[]) : [];
    },
    async remove(id, signal) {
      await docker(['rm', '--force', '--volumes', id], signal);
    },
  };
}

function stderrOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { stderr, code, message } = error as { stderr?: unknown; code?: unknown; message?: unknown };
  if (code === 'ENOENT') return 'the docker command was not found';
  if (typeof stderr === 'string' && stderr.trim() !== '') return stderr;
  return typeof message === 'string' ? message : 'docker failed';
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Returns the command line under test: HOSTNET_PROBE, a JSON array of arguments (`["wine64","hostnet-helper.exe"]`),
 * or the Node probe, bundled anew when it is missing or older than its source. Throws when HOSTNET_PROBE is no such array.
 */
export async function probeCommand(): Promise<readonly string[]> {
  const given = process.env['HOSTNET_PROBE'];
  if (given === undefined || given === '') return [process.execPath, await nodeBundle()];
  const value: unknown = JSON.parse(given);
  if (!Array.isArray(value) || value.length === 0 || !value.every((part) => typeof part === 'string')) {
    throw new Error(`HOSTNET_PROBE must be a JSON array of strings, got ${given}`);
  }
  return value;
}

/** Whether the command runs under wine: no POSIX signals, and stderr carries wine's own notes. */
export const underWine = (process.env['HOSTNET_PROBE'] ?? '').includes('wine');

/** Whether it is the Node probe, which is what runs unless another is named. */
export const underNode =
  ['', undefined].includes(process.env['HOSTNET_PROBE']) ||
  (process.env['HOSTNET_PROBE'] ?? '').includes('probe.mjs');

async function nodeBundle(): Promise<string> {
  const bundle = join(root, 'probe/node/dist/probe.mjs');
  const sources = [join(root, 'probe/node/src'), join(root, 'core/src/protocol')];
  const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (sources.some((folder) => newest(folder) > built)) {
    // Written aside and moved: two test files may do this at once.
    const outfile = `${bundle}.${process.pid}`;
    await build({
      entryPoints: [join(root, 'probe/node/src/main.ts')],
      outfile,
      logLevel: 'error',
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minify: true,
    });
    renameSync(outfile, bundle);
  }
  return bundle;
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  return Math.max(...files.map((file) => statSync(join(folder, file)).mtimeMs));
}

/** How a command ended that was run to its end. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** Without wine's own notes. */
  readonly stderr: string;
}

/** Runs the probe with these arguments to its end; again, and aloud, when it was wine that failed. */
export async function runProbe(...args: string[]): Promise<Ended> {
  for (;;) {
    const { signal, ...ended } = await runOnce(args);
    if (!wineFailed(signal, ended.stderr)) return { ...ended, stderr: withoutWine(ended.stderr) };
  }
}

/**
 * Whether wine itself broke as a program of several threads ended: a SIGSEGV, or a note that it lost its server, which
 * makes the exit code wine's own. Measured: once or so in a thousand programs, always after all output. Said aloud.
 */
export function wineFailed(signal: string | null, stderr: string): boolean {
  const note = signal === 'SIGSEGV' ? signal : /^wine client error:.*/m.exec(stderr)?.[0];
  if (!underWine || note === undefined) return false;
  process.stderr.write(`wine failed as a program ended, its exit code says nothing: ${note}\n`);
  return true;
}

async function runOnce(args: readonly string[]): Promise<Ended & { readonly signal: string | null }> {
  const [program, ...before] = await probeCommand();
  const child = spawn(program ?? '', [...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, ...out };
}

/** Returns what the program itself said on stderr. */
export function withoutWine(text: string): string {
  return text.replace(/^(?:[0-9a-f]{4}:(?:fixme|err|warn):|wine: |wine client error:).*\n/gm, '');
}

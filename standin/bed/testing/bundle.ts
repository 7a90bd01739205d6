import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BedStatus } from '../control/protocol.ts';
import { run, type Ran } from '../engine/run.ts';

/** The bed's command line, built from the sources as they are now. */
export interface BedCommandLine {
  readonly script: string;
  run(...args: string[]): Promise<Ran>;
  /** Runs with --json and returns the status. Throws with its stderr when it fails. */
  status(...args: string[]): Promise<BedStatus>;
  remove(): void;
}

/** execa's dependencies call require from a bundle. */
export const REQUIRE_BANNER = `import { createRequire as bedRequire } from 'node:module'; const require = bedRequire(import.meta.url);`;

/** Bundles the bed into a temporary file. */
export async function bundleBed(): Promise<BedCommandLine> {
  const script = join(tmpdir(), `hostnet-bedtest-${process.pid}-${Date.now()}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, '../main.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE_BANNER },
  });
  const command = (...args: string[]): Promise<Ran> => run(process.execPath, [script, ...args]);
  return {
    script,
    run: command,
    status: async (...args) => {
      const ran = await command(...args, '--json');
      if (ran.code !== 0) throw new Error(`bed ${args.join(' ')}: ${ran.stderr}`);
      return BedStatus.parse(JSON.parse(ran.stdout));
    },
    remove: () => rmSync(script, { force: true }),
  };
}

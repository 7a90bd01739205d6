import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { askEngine, dockerClient } from './lib/docker.mjs';
import { buildImage } from './lib/image.mjs';
import { installDependencies } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { Plain, runMain, say } from './lib/say.mjs';

/**
 * A bench is a module in scripts/bench/: `title`, and `bench()`, which returns lines `name: value (budget B)`.
 * @typedef {{ title: string, bench: () => Promise<string[]> }} Bench
 */

/** `npm run bench [-- NAME...]`: measures; a figure beyond its budget fails nothing, a bench that cannot run says so. */
await runMain(async () => {
  const names = readdirSync(at('scripts/bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -'.mjs'.length));
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Plain(`There is no bench "${unknown}": choose from ${names.join(', ')}.`, 2);
  await installDependencies();
  const { content } = await build();
  const target = dockerClient();
  if (target && !('why' in (await askEngine(target)))) await buildImage(target, content);
  // hostnet keeps its reports: these are nobody's.
  const state = mkdtempSync(join(tmpdir(), 'hostnet-bench-'));
  process.env['XDG_STATE_HOME'] = state;
  for (const name of asked.length > 0 ? asked : names) {
    const one = /** @type {Bench} */ (await import(`./bench/${name}.mjs`));
    say(`Measuring ${one.title} ...`);
    try {
      process.stdout.write(`${(await one.bench()).join('\n')}\n`);
    } catch (error) {
      process.stdout.write(
        `${name}: not measured (${error instanceof Error ? error.message : String(error)})\n`,
      );
    }
  }
  rmSync(state, { recursive: true, force: true });
});

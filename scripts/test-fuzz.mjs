import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseNumbers } from './lib/args.mjs';
import { rowsOf, sumOf, tableOf } from './lib/fuzz-table.mjs';
import { fuzzGo } from './lib/go-fuzz.mjs';
import { runJest } from './lib/jest.mjs';
import { BUILD } from './lib/paths.mjs';
import { Plain, runMain, say } from './lib/say.mjs';
import { aptInstall, mayInstall, readSystem } from './lib/system.mjs';

/** Inputs for each fuzz target of the Go helper in a whole run. */
const GO_EACH = 20_000;
/** A whole run takes some ten minutes; one that takes this long, in ms, hangs. */
const HUNG_MS = 3_600_000;

/**
 * `npm run test:fuzz [-- --seed N --share PERCENT]`: hostile input at every boundary. Prints a table and ends with
 * `N cases, 0 failed`; exit code 1 when one failed.
 */
await runMain(async () => {
  const { seed, share } = parseNumbers({ seed: Date.now() % 1_000_000, share: 100 });
  if (share < 1 || share > 100) throw new Plain(`--share must be from 1 to 100 percent, got ${share}.`, 2);
  if (mayInstall(readSystem())) await aptInstall(['golang-go']);
  await (await import('./lib/install.mjs')).installDependencies();
  await (await import('./lib/build.mjs')).build();
  const outcome = join(BUILD, `fuzz-${process.pid}.jsonl`);
  mkdirSync(BUILD, { recursive: true });
  rmSync(outcome, { force: true });
  say(`Hostile input of seed ${seed}; the same again: npm run test:fuzz -- --seed ${seed} --share ${share}`);
  const hung = new AbortController();
  const watch = setTimeout(() => hung.abort(), HUNG_MS);
  const env = {
    HOSTNET_FUZZ_SEED: String(seed),
    HOSTNET_FUZZ_SHARE: String(share),
    HOSTNET_FUZZ_OUTCOME: outcome,
  };
  const code = await runJest('fuzz', [], env, hung.signal);
  clearTimeout(watch);
  if (hung.signal.aborted)
    say(`Ended after ${HUNG_MS / 60_000} minutes: something hangs; the table shows what came to its end.`);
  const go = await fuzzGo(Math.ceil((GO_EACH * share) / 100));
  const rows = [...(existsSync(outcome) ? rowsOf(readFileSync(outcome, 'utf8')) : []), ...go];
  rmSync(outcome, { force: true });
  const { cases, failed } = sumOf(rows, code);
  process.stdout.write(`\n${tableOf(rows)}\n\n${cases} cases, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
});

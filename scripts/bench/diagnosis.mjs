import { IMAGE, at } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';
import { describe, median, ratios } from '../lib/statistics.mjs';

export const title = 'quick diagnosis beside one bare container start';

const ROUNDS = 15;

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ ms: number, code: number | null, text: string }>}
 */
async function timed(command, args) {
  const started = performance.now();
  const { code, stdout, stderr } = await run(command, args, { timeoutMs: 60_000 });
  return { ms: performance.now() - started, code, text: stderr || stdout };
}

/**
 * Interleaves both, so that a busy machine slows both alike.
 * @param {number} [rounds]
 * @returns {Promise<string[]>}
 */
export async function bench(rounds = ROUNDS) {
  /** @type {number[]} */
  const diagnosis = [];
  /** @type {number[]} */
  const bare = [];
  for (let round = -1; round < rounds; round++) {
    const ours = await timed(process.execPath, [at('cli/bin/hostnet.mjs'), 'diagnose', '--json']);
    const theirs = await timed('docker', ['run', '--rm', '--network', 'host', IMAGE, 'node', '-e', '0']);
    // Exit code 1 is a verdict; 2 and above, or a signal, is no diagnosis.
    if (ours.code === null || ours.code > 1)
      return [
        `diagnosis ÷ bare start: not measured (hostnet ended with ${ours.code}: ${tail(ours.text, 1)})`,
      ];
    if (theirs.code !== 0)
      return [`diagnosis ÷ bare start: not measured (docker run: ${tail(theirs.text, 1)})`];
    // The first round warms caches and is not counted.
    if (round < 0) continue;
    diagnosis.push(ours.ms);
    bare.push(theirs.ms);
  }
  const ratio = median(diagnosis) / median(bare);
  return [
    `diagnosis ÷ bare start: ${ratio.toFixed(2)}, rounds ${describe(ratios(diagnosis, bare), 2)} (budget 1.5)`,
    `  diagnosis: ${describe(diagnosis, 0)} ms; docker run of node -e 0: ${describe(bare, 0)} ms; ${rounds} rounds`,
  ];
}

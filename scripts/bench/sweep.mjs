import { createServer } from 'node:net';
import { at } from '../lib/paths.mjs';
import { run, tail, which } from '../lib/run.mjs';
import { describe, median, ratios } from '../lib/statistics.mjs';

export const title = 'a sweep of 10,000 ports beside nmap';

const ROUNDS = 11;
/** What the budget is written for. */
const NMAP = ['-n', '-Pn', '-sT', '-T5', '-p', '1-10000'];
const TARGET = '127.0.0.1';

/**
 * @param {string} command
 * @param {string[]} args
 */
async function timed(command, args) {
  const started = performance.now();
  const { code, stdout, stderr } = await run(command, args, { timeoutMs: 120_000 });
  if (code === null || code > 1) throw new Error(`${command}: ${tail(stderr || stdout, 1)}`);
  return { ms: performance.now() - started, stdout };
}

/**
 * The same target, one after the other; both must name the same ports of this bench, or the figures compare nothing.
 * @param {number} [rounds]
 * @returns {Promise<string[]>}
 */
export async function bench(rounds = ROUNDS) {
  if (!which('nmap')) return ['sweep ÷ nmap: not measured (no nmap; Debian: apt-get install nmap)'];
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  const port = await listen(server);
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const theirs = [];
  try {
    for (let round = -1; round < rounds; round++) {
      const sweep = await timed(process.execPath, [at('cli/bin/hostnet.mjs'), 'sweep', '1-10000']);
      const nmap = await timed('nmap', [...NMAP, TARGET]);
      if (!sweep.stdout.includes(`${port}/tcp answers`) || !nmap.stdout.includes(`${port}/tcp`))
        throw new Error('one of them missed the port of this bench');
      if (round < 0) continue;
      ours.push(sweep.ms);
      theirs.push(nmap.ms);
    }
  } finally {
    server.close();
  }
  const ratio = median(ours) / median(theirs);
  return [
    `sweep ÷ nmap: ${ratio.toFixed(2)}, rounds ${describe(ratios(ours, theirs), 2)} (budget 1.0)`,
    `  hostnet sweep 1-10000: ${describe(ours, 0)} ms; nmap ${NMAP.join(' ')}: ${describe(theirs, 0)} ms; ${rounds} rounds`,
  ];
}

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<number>} a port below 10,000 that was free
 */
async function listen(server) {
  for (let port = 9000; port < 9500; port++) {
    const free = await /** @type {Promise<boolean>} */ (
      new Promise((resolve) => {
        server.once('error', () => resolve(false));
        server.listen(port, TARGET, () => resolve(true));
      })
    );
    server.removeAllListeners('error');
    if (free) return port;
  }
  throw new Error('no port between 9000 and 9500 is free');
}

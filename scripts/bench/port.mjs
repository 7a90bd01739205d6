import { createServer } from 'node:net';
import { IMAGE, at } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';
import { describe, median, ratios } from '../lib/statistics.mjs';

export const title = 'one explained port beside one bare container start';

const ROUNDS = 15;

/**
 * @param {string} command
 * @param {string[]} args
 */
async function timed(command, args) {
  const started = performance.now();
  const { code, stdout, stderr } = await run(command, args, { timeoutMs: 60_000 });
  return { ms: performance.now() - started, code, text: stderr || stdout };
}

/**
 * Explains a port that is reachable, interleaved with a `docker run` that does nothing: a busy machine slows both alike.
 * @param {number} [rounds]
 * @returns {Promise<string[]>}
 */
export async function bench(rounds = ROUNDS) {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  /** @type {number[]} */
  const explained = [];
  /** @type {number[]} */
  const bare = [];
  try {
    for (let round = -1; round < rounds; round++) {
      const ours = await timed(process.execPath, [at('cli/bin/hostnet.mjs'), 'port', String(port), '--json']);
      const theirs = await timed('docker', ['run', '--rm', '--network', 'host', IMAGE, 'node', '-e', '0']);
      if (ours.code !== 0)
        return [`port ÷ bare start: not measured (hostnet ended with ${ours.code}: ${tail(ours.text, 1)})`];
      if (theirs.code !== 0) return [`port ÷ bare start: not measured (docker run: ${tail(theirs.text, 1)})`];
      // The first round warms caches and is not counted.
      if (round < 0) continue;
      explained.push(ours.ms);
      bare.push(theirs.ms);
    }
  } finally {
    server.close();
  }
  const ratio = median(explained) / median(bare);
  return [
    `port ÷ bare start: ${ratio.toFixed(2)}, rounds ${describe(ratios(explained, bare), 2)} (budget 1.5)`,
    `  hostnet port: ${describe(explained, 0)} ms; docker run of node -e 0: ${describe(bare, 0)} ms; ${rounds} rounds`,
  ];
}

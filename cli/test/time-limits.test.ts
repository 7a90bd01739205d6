import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pause } from '@hostnet/node';
import { hostnet } from './support/hostnet.ts';

const LIMITS_S = [1, 9, 12, 30] as const;
/** By its own clock, which runs from the start of its process, a command may end this much after its limit, in ms. */
const LATER_MS = 2000;
/** To load and to end, a process has this long besides, in ms. */
const PROCESS_MS = 15_000;
/** One starts after the other, in ms: the start of a process is part of its time. */
const APART_MS = 500;

/**
 * Collects garbage again and again, as a long-lived process does sooner or later by itself. Node 20 does not take
 * --expose-gc from NODE_OPTIONS (nodejs.org/docs/latest-v20.x/api/cli.html#node_optionsoptions).
 */
const COLLECTOR = `
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
setInterval(runInNewContext('gc'), 300).unref();
`;

/** Every command with a time limit. Those that ask an engine give up on one that is silent before their own limit. */
const COMMANDS = [
  { args: ['wait', '4999', '--json'], code: 1, usesAll: true },
  { args: ['wait', '4999/udp', '--json'], code: 1, usesAll: true },
  { args: ['diagnose'], code: 3, usesAll: false },
  { args: ['ports'], code: 3, usesAll: false },
  { args: ['port', '4999'], code: 3, usesAll: false },
] as const;

describe('a time limit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-limits-'));
  const collector = join(folder, 'collector.mjs');
  let engine: Server;
  beforeAll(async () => {
    writeFileSync(collector, COLLECTOR);
    // An engine that accepts and never answers.
    engine = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => engine.close(resolve));
  });

  it('W01: ends each command that has one, however often garbage is collected', async () => {
    const env = {
      DOCKER_HOST: `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`,
      NODE_OPTIONS: `--import ${pathToFileURL(collector).href}`,
    };
    const rows = COMMANDS.flatMap((command) => LIMITS_S.map((limit) => ({ ...command, limit })));
    const lines = rows.map(async ({ args, code, usesAll, limit }, at) => {
      await pause(at * APART_MS);
      const atMostMs = limit * 1000 + PROCESS_MS;
      const ended = await hostnet([...args, '--timeout', String(limit)], { env, atMostMs });
      const name = `${args.join(' ')} --timeout ${limit}`;
      const when = usesAll ? lateness(ended.stdout, limit * 1000) : 'in time';
      return {
        said: `${name}: exit code ${ended.code}, ${when}`,
        right: `${name}: exit code ${code}, in time`,
      };
    });
    const all = await Promise.all(lines);
    expect(all.map(({ said }) => said)).toEqual(all.map(({ right }) => right));
  }, 90_000);

  it('P15: is shown in the unit it is given in', async () => {
    const { stdout } = await hostnet(['wait', '--help']);
    expect(stdout).toMatch(/--timeout <seconds> +give up after this long \(default: 60\)/);
  });
});

/** What `wait --json` says of its own time. */
function lateness(stdout: string, limitMs: number): string {
  if (stdout === '') return 'no result';
  const { elapsedMs } = JSON.parse(stdout) as { elapsedMs: number };
  if (elapsedMs < limitMs) return `${limitMs - elapsedMs} ms too early`;
  return elapsedMs <= limitMs + LATER_MS ? 'in time' : `${elapsedMs - limitMs} ms late`;
}

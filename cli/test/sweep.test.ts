import { spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { hostnet, HOSTNET } from './support/hostnet.ts';

/** A range of loopback with listeners of these tests in it: below where probes, beds and systems take their ports. */
const FIRST = 6100 + (process.pid % 30) * 100;
const LISTENING = [FIRST, FIRST + 7, FIRST + 8, FIRST + 40];
const RANGE = `${FIRST}-${FIRST + 99}`;

interface Swept {
  readonly open: number[];
  readonly closed: number;
  readonly silent: number[];
  readonly failed: number;
}

const sweep = async (...args: string[]) => {
  const ended = await hostnet(['sweep', '--json', ...args]);
  return { ended, swept: JSON.parse(ended.stdout) as Swept };
};

describe('hostnet sweep', () => {
  const servers: Server[] = [];
  beforeAll(() =>
    Promise.all(
      LISTENING.map(
        (port) =>
          new Promise<void>((resolve) => {
            const server = createServer((socket) => socket.on('error', () => undefined));
            servers.push(server);
            server.listen(port, '127.0.0.1', resolve);
          }),
      ),
    ),
  );
  afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

  it('finds the ports that answer, and counts every other', async () => {
    const { swept, ended } = await sweep(RANGE);
    expect(swept).toMatchObject({ open: LISTENING, closed: 100 - LISTENING.length, silent: [], failed: 0 });
    expect(ended.code).toBe(0);
    const text = await hostnet(['sweep', RANGE]);
    expect(text.stdout).toContain(`${FIRST}/tcp answers\n`);
    expect(text.stdout).toMatch(/4 of 100 ports of 127\.0\.0\.1 answer; 96 closed/);
  }, 30_000);

  it('takes several ranges, each port once', async () => {
    const { swept } = await sweep(`${FIRST}-${FIRST + 7}`, `${FIRST + 5}-${FIRST + 8}`, String(FIRST + 40));
    expect(swept.open).toEqual(LISTENING);
    expect(swept.closed).toBe(10 - LISTENING.length);
  }, 30_000);

  it('ends in 1 when nothing answers', async () => {
    const { swept, ended } = await sweep(`${FIRST + 50}-${FIRST + 60}`);
    expect(swept.open).toEqual([]);
    expect(ended.code).toBe(1);
  }, 30_000);

  it('agrees with nmap port by port', async () => {
    const nmap = spawnSync('nmap', ['-n', '-Pn', '-sT', '-T5', '-p', '1-65535', '-oG', '-', '127.0.0.1'], {
      encoding: 'utf8',
    });
    // Without nmap there is nothing to agree with; Debian's package is in the set of tools of the tests.
    expect(nmap.status).toBe(0);
    const open = [...nmap.stdout.matchAll(/(\d+)\/open\/tcp/g)].map((match) => Number(match[1]));
    const { swept } = await sweep('1-65535');
    const again = spawnSync('nmap', ['-n', '-Pn', '-sT', '-T5', '-p', '1-65535', '-oG', '-', '127.0.0.1'], {
      encoding: 'utf8',
    });
    const twice = new Set([...again.stdout.matchAll(/(\d+)\/open\/tcp/g)].map((match) => Number(match[1])));
    const stable = open.filter((port) => twice.has(port));
    expect(swept.open.length + swept.closed + swept.silent.length + swept.failed).toBe(65_535);
    expect(stable).toEqual(expect.arrayContaining(LISTENING));
    // Listeners of others come and go on a shared machine: what nmap saw before and after must be seen, and ours exactly.
    expect(stable.filter((port) => !swept.open.includes(port))).toEqual([]);
    const mine = (ports: readonly number[]) => ports.filter((port) => port >= FIRST && port < FIRST + 100);
    expect(mine(swept.open)).toEqual(mine(open));
  }, 120_000);

  it('of 65,535 UDP ports is bounded', async () => {
    const { swept, ended } = await sweep('1-65535', '--udp');
    expect(swept.open.length + swept.closed + swept.silent.length + swept.failed).toBe(65_535);
    expect(swept.closed).toBeGreaterThan(60_000);
    expect(ended.elapsedMs).toBeLessThan(60_000);
  }, 120_000);

  it('ends at once on Ctrl-C, with 130', async () => {
    // A network of its own in which nothing answers: 65,535 silent ports take a minute.
    const setUp = 'ip link set lo up && iptables -I INPUT -j DROP && exec "$0" "$@"';
    const argv = ['--net', 'sh', '-c', setUp, process.execPath, HOSTNET, 'sweep', '1-65535'];
    const child = spawn('unshare', argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise<void>((resolve) => child.stderr.once('data', () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(child.exitCode).toBeNull();
    const stopped = performance.now();
    child.kill('SIGINT');
    expect(await closed).toBe(130);
    expect(performance.now() - stopped).toBeLessThan(5000);
  }, 60_000);
});

import { spawn } from 'node:child_process';
import type { PortChain } from '@hostnet/core/listening';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { hostnet } from './support/hostnet.ts';
import { end, list, waitFor } from './support/servers.ts';

const IMAGE = 'hostnet/host-networking:latest';
const MADE = ['once', 'hung', 'vite', 'flipped', 'small'];

/** Serves one client and ends, as `nc -l` and `iperf3 -1` do; says so. */
const ONCE = `require('net').createServer(function (c) { console.log('served'); c.end(); this.close(); }).listen(19100, '0.0.0.0', () => console.log('listening'))`;
/** Hangs after listen(): the kernel alone accepts. */
const HUNG = `require('net').createServer().listen(19101, '0.0.0.0', () => { console.log('listening'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); })`;
/** The same with a queue for two (backlog 1: the kernel keeps one more), which three looks could fill. */
const SMALL = `require('net').createServer().listen({ port: 19102, host: '0.0.0.0', backlog: 1 }, () => { console.log('listening'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); })`;
const web = (port: number, address: string) =>
  `require('http').createServer((q, r) => r.end('x')).listen(${port}, '${address}', () => console.log('listening'))`;

describe('people’s own programs', () => {
  let engine: PrivateEngine;
  beforeAll(async () => {
    engine = await startPrivateEngine();
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
    const left = await engine.docker(['ps', '--all', '--quiet', '--filter', 'label=hostnet']);
    expect(left.stdout.trim()).toBe('');
  }, 30_000);

  async function start(name: string, program: string, more: readonly string[]): Promise<void> {
    const args = ['run', '--detach', '--name', name, ...more, '--entrypoint', '/usr/local/bin/node'];
    const ran = await engine.docker([...args, IMAGE, '-e', program]);
    if (ran.code !== 0) throw new Error(ran.stderr);
    const until = Date.now() + 20_000;
    while (!(await log(name)).includes('listening')) {
      if (Date.now() > until) throw new Error(`${name} does not listen`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const log = async (name: string) => (await engine.docker(['logs', name])).stdout;

  it('P04: a list leaves a server of one client untouched', async () => {
    await start('once', ONCE, ['--network', 'host']);
    for (const args of [['ports'], ['ports', '--json'], ['ports', '--no-connect']])
      expect((await hostnet(args, { engine })).code).toBe(0);
    expect(await log('once')).not.toContain('served');
    const { report } = await list({ engine });
    expect(report.listeners).toMatchObject([
      { port: 19100, reach: { v4: { outcome: 'reachable', how: 'socket-table' } } },
    ]);
  }, 90_000);

  it('P09: a program that takes no connections is found by its queue', async () => {
    await start('hung', HUNG, ['--network', 'host']);
    await hostnet(['port', '19101'], { engine });
    const { report } = await list({ engine });
    expect(report.listeners?.[0]?.queued).toBeGreaterThan(0);
    const found = report.findings.filter(({ code }) => code === 'HN0325');
    expect(found.map(({ title }) => title)).toEqual([
      expect.stringMatching(
        /^hung is open on 19101\/tcp, but the program does not accept its connections/,
      ) as string,
    ]);
  }, 90_000);

  it('T1: looks do not fill the queue of a program that hangs, and a full queue is no firewall', async () => {
    await start('small', SMALL, ['--network', 'host']);
    const queue = async () =>
      (await engine.nsenter(['ss', '-Hltn', 'sport = :19102'])).stdout.trim().split(/\s+/)[1];
    const look = async () => {
      const { code, stdout } = await hostnet(['port', '19102', '--json'], { engine });
      const { broken, sentence } = JSON.parse(stdout) as PortChain;
      expect(stdout).not.toMatch(/-I INPUT|firewall[^"]*drops/);
      expect(sentence).toMatch(
        /^small is open on 19102\/tcp, but the program does not accept its connections/,
      );
      expect({ code, broken }).toEqual({ code: 1, broken: 'container' });
    };
    for (let times = 0; times < 3; times++) await look();
    expect((await list({ engine })).report.findings.map(({ code }) => code)).toContain('HN0325');
    expect(await queue()).toBe('1');
    const fill =
      "const n = require('net'); for (let i = 0; i < 4; i++) n.connect(19102, '127.0.0.1').on('error', () => 0)";
    const others = spawn('nsenter', engine.nsenterArgv([process.execPath, '-e', fill]).slice(1));
    try {
      await waitFor(async () => (await queue()) === '2');
      await look();
      await hostnet(['wait', '19102', '--timeout', '1'], { engine });
      expect(await queue()).toBe('2');
    } finally {
      await end(others);
    }
  }, 120_000);

  it.each([
    ['vite', 5173, '5173:5173', 5173, '127.0.0.1', /node listens on 127\.0\.0\.1:5173 inside it/],
    ['flipped', 15432, '15432:1317', 5432, '0.0.0.0', /5432 is what it listens on\./],
  ])(
    'P01: %s: what listens inside a published port’s container is known',
    async (name, port, publish, inside, address, title) => {
      await start(name, web(inside, address), ['--publish', publish]);
      const { code, stdout } = await hostnet(['port', String(port), '--json'], { engine });
      const { verdict, sentence } = JSON.parse(stdout) as PortChain;
      expect({ code, verdict }).toEqual({ code: 1, verdict: 'broken' });
      expect(sentence).toMatch(title);
    },
    90_000,
  );
});

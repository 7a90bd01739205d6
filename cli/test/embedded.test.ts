import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Report } from '@hostnet/core';
import { diagnoseJson, faultText, hostnet, HOSTNET } from './support/hostnet.ts';
import { until } from './support/leftovers.ts';

const BANNER = 'no Docker engine: measured with the embedded engine';
const EMBEDDED = ['--engine', 'embedded'];
/** What a diagnosis started lives no longer than this after its parent died (DEVELOPERS: 15 s). */
const GONE_MS = 15_000;

const id = randomBytes(3).toString('hex');
/** A network namespace of this file's own: with loopback alone, and nobody else's ports and links. */
const NAMESPACE = `hostnet-test-${id}`;
/** Every process of ours inherits it. */
const MARK = `HOSTNET_TEST_MARK=${id}`;

const ip = (...args: string[]) => execFileSync('ip', args, { encoding: 'utf8' });
const inside = (...argv: string[]) =>
  execFileSync('ip', ['netns', 'exec', NAMESPACE, ...argv], { encoding: 'utf8' });
const DROP_UDP = ['INPUT', '-p', 'udp', '-j', 'DROP'];

/** What a run could leave: links, ports and rules of the namespace, and processes anywhere, in whatever namespace. */
function traces(): Record<string, string> {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const marked = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(MARK);
        return marked ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
      } catch {
        return [];
      }
    });
  return {
    links: ip('-n', NAMESPACE, '-o', 'link').replace(/^\d+: /gm, ''),
    addresses: ip('-n', NAMESPACE, '-o', 'addr').replace(/^\d+: /gm, ''),
    ports: inside('ss', '-Hlntu'),
    rules: inside('iptables', '-S'),
    // A namespace without a name lives as long as its last process: none of ours means none left.
    processes: processes.join('\n'),
    namespaces: ip('netns', 'list')
      .split('\n')
      .filter((line) => line.includes(id))
      .join('\n'),
  };
}
const backTo = (before: Record<string, string>) => () => JSON.stringify(traces()) === JSON.stringify(before);

function spawnInside(args: readonly string[]): ChildProcess {
  const env = { ...process.env, HOSTNET_TEST_MARK: id };
  const argv = ['netns', 'exec', NAMESPACE, process.execPath, HOSTNET, 'diagnose', '--json', ...args];
  return spawn('ip', argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** How a spawned diagnosis ended; its report, when it printed one. */
async function ended(child: ChildProcess) {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr, report: () => Report.parse(JSON.parse(stdout)) };
}

const lanesOf = (report: Report, from: string) =>
  report.lanes.filter((lane) => lane.from === from).map((l) => [l.to, l.transport, l.outcome, l.reason]);

beforeAll(() => {
  ip('netns', 'add', NAMESPACE);
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
});
afterAll(() => ip('netns', 'del', NAMESPACE));

describe('the embedded engine', () => {
  it('is working on this machine’s own stack, and says in every form that no Docker was measured', async () => {
    const { report, ended } = await diagnoseJson({}, EMBEDDED);
    expect(ended.code).toBe(0);
    expect(report.verdict).toBe('working');
    expect(report.banners).toEqual([BANNER]);
    expect(report.facts.engine).toMatchObject({ reachable: true, kind: 'embedded' });
    const text = await hostnet(['diagnose', ...EMBEDDED]);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain(BANNER);
    expect(text.stdout).toMatch(/^verdict: working$/m);
    const markdown = await hostnet(['diagnose', ...EMBEDDED, '--markdown']);
    expect(markdown.code).toBe(0);
    expect(markdown.stdout).toContain(BANNER);
  }, 60_000);

  it('--full measures the bridge in a namespace of its own, which is gone afterwards', async () => {
    const before = traces();
    const run = await ended(spawnInside([...EMBEDDED, '--full']));
    const report = run.report();
    expect(run.code).toBe(0);
    expect(report.verdict).toBe('working');
    expect(lanesOf(report, 'bridge')).toEqual([
      ['host', 'tcp', 'reachable', null],
      ['host', 'udp', 'reachable', null],
      ['host-mode', 'tcp', 'reachable', null],
      ['host-mode', 'udp', 'reachable', null],
    ]);
    for (const lane of report.lanes.filter((l) => l.from === 'bridge')) {
      expect(lane.evidence.dialler?.answered).toBeGreaterThan(0);
      expect(lane.evidence.listener?.received).toBeGreaterThan(0);
    }
    for (const lane of report.lanes.filter((l) => l.to === 'published')) {
      expect(lane).toMatchObject({
        outcome: 'not-measured',
        reason: 'The embedded engine publishes no ports.',
      });
    }
    expect(traces()).toEqual(before);
  }, 60_000);

  it('without root says why the bridge was not measured, and measures the rest', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-nobody-'));
    try {
      // Another user can read neither this checkout nor, maybe, its parent: a copy of the bundles it can.
      chmodSync(folder, 0o755);
      const root = dirname(dirname(dirname(HOSTNET)));
      cpSync(join(root, 'cli', 'bin'), join(folder, 'bin'), { recursive: true });
      cpSync(join(root, 'cli', 'dist'), join(folder, 'dist'), { recursive: true });
      cpSync(join(root, 'probe', 'node', 'dist', 'probe.mjs'), join(folder, 'dist', 'probe.mjs'));
      const argv = [join(folder, 'bin', 'hostnet.mjs'), 'diagnose', '--json', '--full', ...EMBEDDED];
      const env = { PATH: process.env['PATH'], HOME: folder };
      const run = await ended(spawn(process.execPath, argv, { uid: 65534, gid: 65534, env }));
      const report = run.report();
      expect(run.code).toBe(0);
      expect(report.verdict).toBe('working');
      for (const lane of report.lanes.filter((l) => l.from === 'bridge')) {
        expect(lane.outcome).toBe('not-measured');
        expect(lane.reason).toMatch(/needs root/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('the embedded engine in a namespace with a fault', () => {
  it('names UDP and not TCP where UDP is dropped; working again when it is not', async () => {
    inside('iptables', '-I', ...DROP_UDP);
    let broken;
    try {
      broken = await ended(spawnInside(EMBEDDED));
    } finally {
      inside('iptables', '-D', ...DROP_UDP);
    }
    expect(broken.code).toBe(1);
    expect(broken.report().verdict).toBe('partly-working');
    expect(broken.report().banners).toEqual([BANNER]);
    expect(faultText(broken.report())).toMatch(/UDP/);
    expect(faultText(broken.report())).not.toMatch(/TCP/);
    const mended = await ended(spawnInside(EMBEDDED));
    expect(mended.report().verdict).toBe('working');
    expect(mended.code).toBe(0);
  }, 60_000);

  it.each([
    ['its host-mode probe runs', () => (traces()['processes'] ?? '').includes('probe.mjs session')],
    ['its bridge is joined', () => (traces()['links'] ?? '').includes('hn')],
  ])(
    'leaves nothing behind when it is killed as soon as %s',
    async (_name, now) => {
      const before = traces();
      // Lost datagrams are waited for: long enough to be caught in the middle.
      inside('iptables', '-I', ...DROP_UDP);
      try {
        const child = spawnInside([...EMBEDDED, '--full']);
        const run = ended(child);
        expect(await until(now, 20_000)).not.toBeNull();
        child.kill('SIGKILL');
        expect((await run).code).toBeNull();
      } finally {
        inside('iptables', '-D', ...DROP_UDP);
      }
      expect(await until(backTo(before), GONE_MS)).not.toBeNull();
    },
    60_000,
  );

  it('leaves nothing behind when it is stopped with Ctrl-C', async () => {
    const before = traces();
    inside('iptables', '-I', ...DROP_UDP);
    try {
      const child = spawnInside([...EMBEDDED, '--full']);
      const run = ended(child);
      expect(await until(() => (traces()['links'] ?? '').includes('hn'), 20_000)).not.toBeNull();
      child.kill('SIGINT');
      expect((await run).code).toBe(130);
    } finally {
      inside('iptables', '-D', ...DROP_UDP);
    }
    // It ends when all of it has ended; a veth's end is the kernel's and takes a moment longer.
    expect(traces()['processes']).toBe('');
    expect(await until(backTo(before), 5000)).not.toBeNull();
  }, 60_000);
});

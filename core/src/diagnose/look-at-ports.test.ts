import { desktopFacts, plainFacts } from '../testing/evidence-fixtures.ts';
import { FakeWorld, type FakeSession } from '../testing/fake-world.ts';
import { containerFixture } from '../testing/container-fixture.ts';
import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { ContainerFacts } from '../model/facts.ts';
import { ProbeFailure, type Ports } from '../model/outside.ts';
import type { ListeningEntry } from '../protocol/index.ts';
import { explainPort } from '../judge/port-chain/chain.ts';
import type { LookOptions, PortsEvent } from '../model/look.ts';
import { lookAtPorts } from './look-at-ports.ts';
import { PortsReport } from '../model/ports-report.ts';

const OPTIONS: LookOptions = {
  tool: { name: 'hostnet', version: '0.0.0', surface: 'cli' },
  timeoutMs: 30_000,
  secrets: { token: '0123456789abcdef'.repeat(4), run: 'testrun1' },
  clock: { now: () => new Date('2026-01-02T03:04:05Z'), monotonicMs: () => performance.now() },
  focus: null,
  discover: false,
  hostPorts: null,
};
const NEVER = new AbortController().signal;
const ID = 'a'.repeat(64);
const web = containerFixture('web', { id: ID, networkMode: 'host' });

const entry = (over: Partial<ListeningEntry> = {}): ListeningEntry => ({
  transport: 'tcp',
  address: '0.0.0.0',
  port: 8080,
  family: 'ipv4',
  uid: 0,
  pid: 9,
  process: 'nginx',
  container: ID,
  ...over,
});

let world: FakeWorld;
let containers: ContainerFacts[];
beforeEach(() => {
  world = new FakeWorld();
  containers = [web];
});

/** Every session in a container lists these, in parts of two. */
const listing = (entries: ListeningEntry[], owners: 'all' | 'some' | 'none' = 'all') => {
  world.onReady = ({ kind, events }: FakeSession) => {
    if (kind === 'host') return;
    const parts = Math.max(1, Math.ceil(entries.length / 2));
    for (let part = 1; part <= parts; part++) {
      const listeners = entries.slice((part - 1) * 2, part * 2);
      const reason = owners === 'all' ? null : 'no rights';
      events.push({
        event: 'facts',
        kind: 'listeners',
        listeners,
        part,
        parts,
        owners,
        reason,
        at: 1,
        unprivilegedPortStart: 1024,
      });
    }
  };
};
const ports = (): Ports => {
  const base = world.ports();
  return { ...base, engine: { ...base.engine, containers: () => Promise.resolve(containers) } };
};
const look = async (over: Partial<LookOptions> = {}, through = ports()) => {
  const events: PortsEvent[] = [];
  for await (const event of lookAtPorts(through, { ...OPTIONS, ...over }, NEVER)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'report') throw new Error('the last event is no report');
  expect(PortsReport.parse(last.report)).toEqual(last.report);
  expect(world.sessions.filter((session) => !session.over.signal.aborted)).toEqual([]);
  return last.report;
};
const kinds = () => world.sessions.map((session) => session.kind).filter((kind) => kind !== 'host');

describe('lookAtPorts', () => {
  it('names containers, leaves its own sockets out, and gives a container rights or a listener, never both', async () => {
    const started = (kind: string) => world.sessions.find((session) => session.kind === kind)?.spec;
    const control = () => started('host-mode')?.listen[0]?.port ?? 0;
    world.onReady = ({ kind, events }) => {
      if (kind !== 'owners') return;
      const ours = { pid: 77, process: 'probe', container: 'f'.repeat(64) };
      const own = entry({ ...ours, address: '127.0.0.1', port: control() });
      const asking = entry({ ...ours, transport: 'udp', port: 41_000 });
      const listeners = [
        entry({ port: 9090 }),
        entry(),
        own,
        asking,
        entry({ port: 22, container: null, process: 'sshd' }),
        entry({ port: 23, container: 'b'.repeat(64) }),
      ];
      events.push({
        event: 'facts',
        kind: 'listeners',
        listeners,
        part: 1,
        parts: 1,
        owners: 'all',
        reason: null,
        unprivilegedPortStart: 0,
        at: 1,
      });
    };
    const report = await look();
    expect(kinds()).toEqual(['host-mode', 'owners']);
    expect(control()).toBeGreaterThan(0);
    expect(started('owners')).toMatchObject({ listen: [], dial: [], stay: false, lifetimeMs: 5000 });
    expect(report.listeners?.map((row) => [row.port, row.container?.name ?? null])).toEqual([
      [22, null],
      [23, 'bbbbbbbbbbbb'],
      [8080, 'web'],
      [9090, 'web'],
    ]);
    expect(report.ports.unprivilegedPortStart).toMatchObject({ known: true, value: 0 });
  });

  it('finds a container that is refused everywhere while its own listener answers', async () => {
    listing([entry()]);
    const report = await look();
    expect(report.hostNetworking.state).toBe('works');
    expect(report.listeners).toMatchObject([{ reach: { v4: { outcome: 'refused' } } }]);
    expect(report.restartGuard).toMatchObject([
      { container: { name: 'web' }, ports: [8080], command: 'docker restart web' },
    ]);
  });

  it('takes a plain engine for this machine’s own network although interfaces changed meanwhile', async () => {
    const other = {
      name: 'veth1',
      mac: '02:00:00:00:00:01',
      addresses: [{ address: '172.17.0.9', prefix: 16, internal: false }],
    };
    const facts = plainFacts();
    const engine = facts.engine.reachable ? { ...facts.engine, kernel: facts.host.release } : facts.engine;
    world.facts = { ...facts, engine };
    world.onReady = ({ kind, events }) => {
      if (kind === 'owners') events.push({ event: 'facts', kind: 'interfaces', interfaces: [other], at: 1 });
    };
    expect((await look()).hostNetworking.state).toBe('own-stack');
    world.fate = () => 'refused';
    expect((await look()).hostNetworking.state).toBe('does-not-work');
  });

  it('calls nothing forgotten while nothing at all is forwarded', async () => {
    listing([entry()]);
    world.fate = () => 'refused';
    const report = await look();
    expect(report.hostNetworking.state).toBe('does-not-work');
    expect(report.restartGuard).toEqual([]);
  });

  it('where the rights are refused looks without them, and says why', async () => {
    listing([entry({ pid: null, process: null, container: null })], 'none');
    world.onStart = ({ kind }) => {
      if (kind === 'owners') throw new ProbeFailure('start-refused', 'It may not see processes.');
      return [];
    };
    const report = await look();
    expect(kinds()).toEqual(['host-mode', 'owners']);
    expect(report.listeners).toMatchObject([{ port: 8080, container: null }]);
    expect(report.ports).toMatchObject({ owners: 'none', ownersReason: 'It may not see processes.' });
  });

  it('where the person refuses them starts no container with rights, and says so', async () => {
    listing([entry({ pid: null, process: null, container: null })], 'none');
    const report = await look({ owners: false, focus: { port: 8080, transport: 'tcp' } });
    expect(kinds()).toEqual(['host-mode']);
    expect(report.listeners).toMatchObject([{ port: 8080, container: null }]);
    expect(report.ports.ownersReason).toMatch(/refused with --no-owners/);
  });

  it('starts one container on this computer’s own network', async () => {
    const facts = plainFacts();
    const engine = facts.engine.reachable ? { ...facts.engine, kernel: facts.host.release } : facts.engine;
    const address = { address: '192.0.2.7', prefix: 24, internal: false };
    const interfaces = [{ name: 'eth0', mac: '02:00:00:00:00:02', addresses: [address] }];
    world.facts = { ...facts, host: { ...facts.host, interfaces }, engine };
    world.onReady = ({ kind, events }) => {
      if (kind === 'owners') events.push({ event: 'facts', kind: 'interfaces', interfaces, at: 1 });
    };
    expect((await look()).hostNetworking.state).toBe('own-stack');
    expect(kinds()).toEqual(['owners']);
    expect(world.sessions.flatMap(({ spec }) => spec.listen)).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'no engine answers',
      () => (world.facts = { ...plainFacts(), engine: engineFailureFrom('unix:///x.sock', 'ECONNREFUSED') }),
      /No Docker Engine answers/,
    ],
    [
      'it runs Windows containers',
      () => (world.facts = plainFacts({}, { os: 'windows' })),
      /Windows containers/,
    ],
    [
      'no container can start',
      () =>
        (world.onStart = () => {
          throw new ProbeFailure('start-refused', 'Nothing may start.');
        }),
      /Nothing may start/,
    ],
    ['the list does not come', () => undefined, /a world without it/],
  ])('where %s claims nothing about listeners', async (_, arrange, reason) => {
    arrange();
    const report = await look();
    expect(report.listeners).toBeNull();
    expect(report.ports.ownersReason).toMatch(reason);
    expect(report.restartGuard).toEqual([]);
  });

  it('says that containers could not be listed, and never that there are none', async () => {
    listing([]);
    const base = ports();
    const containers = () => Promise.reject(new Error('gone'));
    const report = await look({}, { ...base, engine: { ...base.engine, containers } });
    expect(report.containersReason).toBe('the engine did not list them in time');
    const published = explainPort(report, 8080, 'tcp').links.find((link) => link.id === 'published');
    expect(published?.status).toBe('unknown');
    expect((await look()).containersReason).toBeNull();
  });

  it('fetches a missing image once', async () => {
    let pulls = 0;
    listing([]);
    world.onPull = () => Promise.resolve(void (pulls += 1));
    world.onStart = (_, nth) => {
      if (nth === 0) throw new ProbeFailure('image-missing', 'no image');
      return [];
    };
    expect((await look()).listeners).toEqual([]);
    expect(pulls).toBe(1);
  });

  it('reads why a container in host mode could not bind, and goes on when its log is gone', async () => {
    listing([]);
    const gone = containerFixture('gone', { networkMode: 'host', state: 'exited', exitCode: 1 });
    containers = [{ ...gone, id: 'dead', name: 'dead' }, gone];
    const base = ports();
    const logs = (id: string) =>
      id === 'dead'
        ? Promise.resolve('listen tcp 0.0.0.0:80: bind: address already in use')
        : Promise.reject(new Error('gone'));
    const report = await look({}, { ...base, engine: { ...base.engine, logs } });
    expect(report.ports.bindFailures).toMatchObject([
      { container: 'dead', port: 80, kind: 'address-in-use' },
    ]);
  });

  it('cancelled under way throws, and every session has ended', async () => {
    world.fate = () => 'timed-out';
    listing([entry()]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const cancelled = async () => {
      for await (const event of lookAtPorts(ports(), OPTIONS, controller.signal))
        expect(event.type).not.toBe('report');
    };
    await expect(cancelled()).rejects.toMatchObject({ kind: 'cancelled' });
    expect(world.sessions.filter((session) => !session.over.signal.aborted)).toEqual([]);
  });

  it('of 10,000 listeners dials no more than it says, those of containers first', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      entry({ port: 1000 + at, container: at % 2 ? ID : null }),
    );
    listing(many);
    world.facts = desktopFacts();
    const report = await look();
    expect(report.listeners).toHaveLength(10_000);
    const dialled = report.listeners?.filter((row) => row.reach.v4.outcome !== 'not-measured') ?? [];
    expect(dialled.length).toBeGreaterThan(0);
    expect(dialled.every((row) => row.container?.name === 'web')).toBe(true);
    const left = report.listeners?.find((row) => row.reach.v4.outcome === 'not-measured');
    expect(left?.reach.v4.reason).toMatch(/listeners were left out: there are too many/);
  }, 20_000);
});

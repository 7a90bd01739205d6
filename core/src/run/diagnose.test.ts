import { desktopFacts, plainFacts } from '../checks/fixture.ts';
import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { EngineFacts, Facts } from '../facts/facts.ts';
import { known } from '../facts/known.ts';
import { ProbeFailure, type Ports, type ProbeKind, type ProbeSession } from '../ports.ts';
import type { DialedEvent, DialSpec, ProbeEvent, SessionSpec } from '../protocol/index.ts';
import { Report } from '../report/schema.ts';
import { channel, type Channel } from './channel.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnoseEvent, DiagnoseOptions } from './events.ts';

const OPTIONS: DiagnoseOptions = {
  tool: { name: 'hostnet', version: '0.0.0', surface: 'cli' },
  full: false,
  timeoutMs: 30_000,
  secrets: { token: '0123456789abcdef'.repeat(4), run: 'testrun1' },
  clock: { now: () => new Date('2026-01-02T03:04:05Z'), monotonicMs: () => performance.now() },
};
const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['::1', '127.0.0.1'],
  'host.docker.internal': ['192.0.2.254'],
};

interface Session {
  readonly kind: ProbeKind | 'host';
  readonly spec: SessionSpec;
  readonly events: Channel<ProbeEvent>;
  ended: boolean;
  end(error?: ProbeFailure): void;
}
type Fate = 'reachable' | 'refused' | 'timed-out';

/** A world of fake ports: listeners are table rows, a dial finds its listener by port, and `fate` may spoil it. */
class World {
  facts: Facts = desktopFacts();
  fate: (dial: DialSpec, from: Session['kind']) => Fate = () => 'reachable';
  /** How a container starts: throws, or returns the listeners whose port is taken. */
  onStart: (session: Session, nth: number) => readonly string[] = () => [];
  onPull: () => Promise<void> = () => Promise.resolve();
  onReady: (session: Session) => void = () => undefined;
  readonly sessions: Session[] = [];
  readonly pulls: string[] = [];
  #port = 30_000;
  readonly #bound = new Map<string, { session: Session; id: string }>();

  ports(): Ports {
    return {
      engine: {
        facts: () => Promise.resolve(this.facts.engine),
        containers: () => Promise.resolve([]),
        pullImage: () => (this.pulls.push('pull'), this.onPull()),
        runProbe: (request, signal) => this.#run(request.kind, request.spec, signal),
      },
      host: {
        facts: () => Promise.resolve(this.facts.host),
        runProbe: (spec, signal) => this.#run('host', spec, signal),
      },
      service: null,
    };
  }

  containers(kind: ProbeKind = 'host-mode'): Session[] {
    return this.sessions.filter((session) => session.kind === kind);
  }

  #run(kind: Session['kind'], spec: SessionSpec, signal: AbortSignal): ProbeSession {
    const events = channel<ProbeEvent>();
    const end = (error?: ProbeFailure) => {
      session.ended = true;
      events.close(error);
    };
    const session: Session = { kind, spec, events, ended: false, end };
    this.sessions.push(session);
    signal.addEventListener('abort', () => end(new ProbeFailure('cancelled', 'The probe was cancelled.')));
    if (signal.aborted) end(new ProbeFailure('cancelled', 'The probe was cancelled.'));
    else setImmediate(() => this.#begin(session));
    return { events, stop: () => Promise.resolve(end()) };
  }

  #begin(session: Session): void {
    let taken: readonly string[];
    try {
      taken = session.kind === 'host' ? [] : this.onStart(session, this.containers(session.kind).length - 1);
    } catch (error) {
      session.end(error as ProbeFailure);
      return;
    }
    const { spec, events } = session;
    const listeners = spec.listen.map(({ id, transport, address, port }) => {
      const error = { errno: 'EADDRINUSE', message: 'the port is taken' };
      if (taken.includes(id)) return { id, transport, address, port: 0, error };
      const own = port === 0 ? (this.#port += 1) : port;
      this.#bound.set(`${transport} ${own}`, { session, id });
      return { id, transport, address, port: own };
    });
    events.push({ event: 'ready', v: 1, vantage: spec.vantage, pid: 1, at: 0, listeners });
    this.onReady(session);
    for (const inspect of spec.inspect) events.push(this.#inspect(inspect));
    void Promise.all(spec.dial.map((dial) => this.#dial(session, dial))).then(() => {
      if (!spec.stay) session.end();
    });
  }

  #inspect(inspect: SessionSpec['inspect'][number]): ProbeEvent {
    const base = { event: 'facts', at: 1 } as const;
    if (inspect.kind === 'interfaces') return { ...base, kind: 'interfaces', interfaces: [] };
    if (inspect.kind === 'sockets') return { ...base, kind: 'sockets', sockets: [] };
    if (inspect.kind === 'resolve') return { ...base, kind: 'resolve', name: '', addresses: [], errno: null };
    const more = { status: 'carried', reason: null, errno: null, elapsedMs: 1 } as const;
    if (inspect.kind === 'icmp')
      return { ...base, ...more, kind: 'icmp', target: inspect.target, raw: inspect.raw };
    return { ...base, ...more, kind: 'bind', target: inspect.address };
  }

  async #dial(from: Session, dial: DialSpec): Promise<void> {
    const fate = this.fate(dial, from.kind);
    if (fate === 'timed-out') await new Promise((resolve) => setTimeout(resolve, 1000));
    const addresses = NAMES[dial.address] ?? [dial.address];
    for (const address of addresses) {
      const nonce = `${dial.lane} ${address} ${this.sessions.length}`;
      const far = this.#bound.get(`${dial.transport} ${dial.port}`);
      const answers = fate === 'reachable' && far && !far.session.ended;
      const seen = { transport: dial.transport, nonce, from: { address, port: 1 }, at: 1 };
      if (answers) far.session.events.push({ event: 'received', listener: far.id, ...seen });
      const outcome: Fate = answers ? 'reachable' : fate === 'reachable' ? 'refused' : fate;
      const sent = outcome === 'timed-out' && dial.transport === 'tcp' ? 0 : 1;
      const event: DialedEvent = {
        ...{ event: 'dialed', lane: dial.lane, transport: dial.transport, address, port: dial.port },
        ...{
          of: addresses.length,
          outcome,
          phase: sent === 0 ? 'connect' : 'echo',
          errno: null,
          local: null,
        },
        ...{ nonces: sent === 0 ? [] : [nonce], sent, answered: answers ? 1 : 0, tries: 1 },
        ...{ elapsedMs: 1, firstSuccessMs: answers ? 1 : null, at: 2 },
      };
      from.events.push(event);
    }
  }
}

async function run(
  world: World,
  options: Partial<DiagnoseOptions> = {},
  signal = new AbortController().signal,
) {
  const events: DiagnoseEvent[] = [];
  for await (const event of diagnose(world.ports(), { ...OPTIONS, ...options }, signal)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'report') throw new Error('the last event is no report');
  expect(Report.parse(last.report)).toEqual(last.report);
  expect(world.sessions.filter((session) => !session.ended)).toEqual([]);
  return { events, report: last.report, codes: last.report.findings.map((finding) => finding.code) };
}

const promisedOf = (report: Report) => report.lanes.filter((lane) => lane.role === 'verdict');
const failWith = (kind: ConstructorParameters<typeof ProbeFailure>[0], message: string) => () => {
  throw new ProbeFailure(kind, message);
};

describe('diagnose', () => {
  let world: World;
  beforeEach(() => (world = new World()));

  it('of a healthy machine is working, with one container and every lane told once', async () => {
    const { report, events, codes } = await run(world);
    expect([report.verdict, codes]).toEqual(['working', []]);
    expect(world.sessions.map((session) => session.kind)).toEqual(['host', 'host-mode', 'host']);
    expect(new Set(report.lanes.map((lane) => lane.id)).size).toBe(report.lanes.length);
    expect(promisedOf(report).every((lane) => lane.outcome === 'reachable')).toBe(true);
    expect(
      report.lanes.filter((lane) => lane.missing === 'skipped').every((lane) => lane.role === 'control'),
    ).toBe(true);
    expect(events.map((event) => event.type).filter((type, i, all) => type !== all[i - 1])).toEqual([
      ...[
        'phase',
        'facts',
        'planned',
        'phase',
        'lane',
        'phase',
        'lane',
        'boundary',
        'facts',
        'verdict',
        'report',
      ],
    ]);
  });

  it('with --full measures the controls too, in containers of their own', async () => {
    const { report } = await run(world, { full: true });
    expect(report.verdict).toBe('working');
    expect(world.sessions.map((session) => session.kind).sort()).toEqual([
      'bridge',
      'host',
      'host',
      'host',
      'host-mode',
      'inspect',
      'published',
    ]);
    expect(report.lanes.filter((lane) => lane.outcome !== 'reachable')).toEqual([]);
  });

  it('names the dead direction, and measures the controls then', async () => {
    world.fate = (dial) => (dial.lane.startsWith('host>host-mode/') ? 'refused' : 'reachable');
    const { report, codes } = await run(world);
    expect([report.verdict, codes]).toEqual(['partly-working', ['HN0202', 'HN0211']]);
    expect(world.containers('published')).toHaveLength(1);
    expect(report.lanes.find((lane) => lane.to === 'published')?.outcome).toBe('reachable');
  });

  it('of a machine that swallows everything is not-working, within 4 s', async () => {
    world.fate = () => 'timed-out';
    const began = performance.now();
    const { report, codes } = await run(world);
    expect(performance.now() - began).toBeLessThan(4000);
    expect(report.verdict).toBe('not-working');
    expect(codes).toEqual(expect.arrayContaining(['HN0201', 'HN0208']));
    expect(promisedOf(report).map((lane) => lane.outcome)).not.toContain('reachable');
  });

  it.each<[string, EngineFacts, string, string]>([
    ['no engine answers', engineFailureFrom('unix:///x.sock', 'ECONNREFUSED'), 'unknown', 'HN0101'],
    [
      'it runs Windows containers',
      { ...plainFacts().engine, os: 'windows' } as EngineFacts,
      'not-available',
      'HN0103',
    ],
  ])('starts nothing when %s', async (_, engine, verdict, code) => {
    world.facts = { ...desktopFacts(), engine };
    const { report, codes } = await run(world);
    expect(world.sessions).toEqual([]);
    expect([report.verdict, codes[0]]).toEqual([verdict, code]);
    expect(report.lanes.every((lane) => lane.outcome === 'not-measured' && lane.reason)).toBe(true);
  });

  it('fetches a missing image once and goes on', async () => {
    world.onStart = (_, nth) => (nth === 0 ? failWith('image-missing', 'no image')() : []);
    const { report, events } = await run(world);
    expect([report.verdict, world.pulls, world.containers().length]).toEqual(['working', ['pull'], 2]);
    expect(events).toContainEqual({ type: 'phase', text: 'Fetching the probe’s image' });
  });

  it.each([
    ['is still missing after the pull', () => Promise.resolve()],
    ['cannot be pulled', () => Promise.reject(new ProbeFailure('image-missing', 'no image'))],
  ])('says so when the image %s', async (_, onPull) => {
    Object.assign(world, { onPull, onStart: failWith('image-missing', 'no image') });
    const { report, codes } = await run(world);
    expect([report.verdict, codes, world.pulls]).toEqual(['unknown', ['HN0106'], ['pull']]);
  });

  it('starts again with other ports when one was taken, at most three times', async () => {
    const ports = () =>
      world.containers().map((c) => c.spec.listen.find((l) => l.id === 'tcp@0.0.0.0')?.port);
    world.onStart = () => ['tcp@0.0.0.0'];
    const { report } = await run(world);
    expect(new Set(ports()).size).toBe(3);
    expect(report.verdict).toBe('unknown');
    const lane = report.lanes.find((candidate) => candidate.id === 'host>host-mode/tcp/127.0.0.1@0.0.0.0');
    expect(lane).toMatchObject({ outcome: 'not-measured', missing: 'instrument' });
  });

  it('is neither working nor not-working when the container dies before it answers', async () => {
    world.onStart = failWith('died', 'The container ended with code 137.');
    const { report, codes } = await run(world);
    expect([report.verdict, codes]).toEqual(['unknown', ['HN0107']]);
    expect(promisedOf(report).every((lane) => lane.missing === 'instrument')).toBe(true);
  });

  it('is neither working nor not-working when the container dies under way', async () => {
    world.fate = (dial) => (dial.lane.includes('udp') ? 'timed-out' : 'reachable');
    world.onReady = (session) => {
      if (session.kind === 'host-mode')
        setTimeout(() => session.end(new ProbeFailure('died', 'It was killed.')), 50);
    };
    const { report } = await run(world);
    expect(report.verdict).toBe('unknown');
    expect(report.lanes).toContainEqual(
      expect.objectContaining({ reason: 'It was killed.', missing: 'instrument' }),
    );
  });

  it('says so when the host’s own session cannot start', async () => {
    world.onReady = (session) => {
      if (session.kind === 'host') throw new Error('not reached');
    };
    const ports = world.ports();
    const events = channel<ProbeEvent>();
    events.close(new ProbeFailure('helper-missing', 'The helper is not installed.'));
    const host = { ...ports.host, runProbe: () => ({ events, stop: () => Promise.resolve() }) };
    const seen: DiagnoseEvent[] = [];
    for await (const event of diagnose({ ...ports, host }, OPTIONS, new AbortController().signal))
      seen.push(event);
    const report = seen.at(-1);
    expect(report).toMatchObject({
      type: 'report',
      report: { verdict: 'unknown', findings: [{ code: 'HN0107' }] },
    });
    expect(world.sessions).toEqual([]);
  });

  it('when time is over ends with a report whose open lanes are not measured', async () => {
    world.onStart = () => new Promise(() => undefined) as never;
    world.facts = {
      ...desktopFacts(),
      host: { ...desktopFacts().host, lanAddress: known('192.0.2.9', 'x') },
    };
    const engine = { ...world.ports().engine };
    engine.runProbe = (_, signal) => {
      const events = channel<ProbeEvent>();
      signal.addEventListener('abort', () => events.close(new ProbeFailure('cancelled', 'cancelled')));
      return { events, stop: () => Promise.resolve(events.close()) };
    };
    const seen: DiagnoseEvent[] = [];
    const began = performance.now();
    const ports = { ...world.ports(), engine };
    for await (const event of diagnose(ports, { ...OPTIONS, timeoutMs: 300 }, new AbortController().signal))
      seen.push(event);
    expect(performance.now() - began).toBeLessThan(2000);
    const last = seen.at(-1);
    if (last?.type !== 'report') throw new Error('no report');
    expect(last.report.verdict).toBe('unknown');
    expect(last.report.facts.probeFailure?.kind).toBe('timed-out');
    expect(last.report.lanes.every((lane) => lane.outcome === 'not-measured')).toBe(true);
    expect(world.sessions.every((session) => session.ended)).toBe(true);
  });

  it('cancelled under way throws within 1 s, and every session has ended', async () => {
    world.fate = () => 'timed-out';
    const controller = new AbortController();
    let cancelledAt = 0;
    setTimeout(() => {
      cancelledAt = performance.now();
      controller.abort();
    }, 200);
    await expect(run(world, {}, controller.signal)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
    expect(world.sessions).toHaveLength(3);
    expect(world.sessions.every((session) => session.ended)).toBe(true);
  });

  it('cancelled before it began starts nothing', async () => {
    await expect(run(world, {}, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    expect(world.sessions.every((session) => session.ended)).toBe(true);
  });

  it('ends every session when its reader leaves early', async () => {
    world.fate = () => 'timed-out';
    for await (const event of diagnose(world.ports(), OPTIONS, new AbortController().signal)) {
      if (event.type === 'phase' && event.text.startsWith('Dialling')) break;
    }
    expect(world.sessions.length).toBeGreaterThan(1);
    expect(world.sessions.every((session) => session.ended)).toBe(true);
  });
});

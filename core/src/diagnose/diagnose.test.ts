import { FakeWorld } from '../testing/fake-world.ts';
import { plainFacts } from '../testing/evidence-fixtures.ts';
import { engineFailureFrom } from '../facts/engine-failure.ts';
import type { EngineFacts } from '../model/facts.ts';
import { ProbeFailure, type ProbeFailureKind } from '../model/outside.ts';
import type { ProbeEvent } from '../protocol/index.ts';
import { Report } from '../model/report.ts';
import { channel } from '../run/channel.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnoseEvent, DiagnoseOptions } from '../model/diagnosis.ts';

const OPTIONS: DiagnoseOptions = {
  tool: { name: 'hostnet', version: '0.0.0', surface: 'cli' },
  full: false,
  timeoutMs: 30_000,
  secrets: { token: '0123456789abcdef'.repeat(4), run: 'testrun1' },
  clock: { now: () => new Date('2026-01-02T03:04:05Z'), monotonicMs: () => performance.now() },
};
const NEVER = new AbortController().signal;

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));

/** Runs to the end; the last event must be a report that fits its schema, and no session may be left. */
async function run(options: Partial<DiagnoseOptions> = {}, signal = NEVER, ports = world.ports()) {
  const events: DiagnoseEvent[] = [];
  for await (const event of diagnose(ports, { ...OPTIONS, ...options }, signal)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'report') throw new Error('the last event is no report');
  const { report } = last;
  expect(Report.parse(report)).toEqual(report);
  expect(alive()).toEqual([]);
  return { events, report, codes: report.findings.map((finding) => finding.code) };
}

const alive = () => world.sessions.filter((session) => !session.over.signal.aborted);
const sessions = (kind: string) => world.sessions.filter((session) => session.kind === kind);
const promisedOf = (report: Report) => report.lanes.filter((lane) => lane.role === 'verdict');
const failing = (kind: ProbeFailureKind, message: string) => () => {
  throw new ProbeFailure(kind, message);
};

describe('diagnose', () => {
  it('of a healthy machine is working, with one container and every lane told once', async () => {
    const { report, events, codes } = await run();
    expect([report.verdict, codes]).toEqual(['working', []]);
    expect(world.sessions.map((session) => session.kind)).toEqual(['host', 'host-mode', 'host']);
    expect(new Set(report.lanes.map((lane) => lane.id)).size).toBe(report.lanes.length);
    expect(promisedOf(report).every((lane) => lane.outcome === 'reachable')).toBe(true);
    const rest = report.lanes.filter((lane) => lane.outcome !== 'reachable');
    expect(new Set(rest.map((lane) => `${lane.role} ${lane.missing}`))).toEqual(new Set(['control skipped']));
    const at = (type: DiagnoseEvent['type']) => events.findIndex((event) => event.type === type);
    expect([at('phase'), at('facts'), at('planned')]).toEqual([0, 1, 2]);
    expect(events.slice(-2).map((event) => event.type)).toEqual(['verdict', 'report']);
    expect(events.filter((event) => event.type === 'lane')).toHaveLength(report.lanes.length);
    expect(events.filter((event) => event.type === 'boundary')).toHaveLength(6);
  });

  it('with --full measures the controls too, in containers of their own', async () => {
    const { report } = await run({ full: true });
    expect(report.verdict).toBe('working');
    const kinds = world.sessions.map((session) => session.kind).sort();
    expect(kinds).toEqual(['bridge', 'host', 'host', 'host', 'host-mode', 'inspect', 'published']);
    expect(report.lanes.filter((lane) => lane.outcome !== 'reachable')).toEqual([]);
  });

  it('names the dead direction, and measures the controls then', async () => {
    world.facts = plainFacts();
    world.fate = (dial) => (dial.lane.startsWith('host>host-mode/') ? 'refused' : 'reachable');
    const { report, codes } = await run();
    expect(report.verdict).toBe('partly-working');
    expect(codes).toEqual(['HN0202', 'HN0102']);
    expect(sessions('published')).toHaveLength(1);
    expect(report.lanes.find((lane) => lane.to === 'published')?.outcome).toBe('reachable');
  });

  it('of a machine that swallows everything is not-working, within 4 s', async () => {
    world.facts = plainFacts();
    world.fate = () => 'timed-out';
    const began = performance.now();
    const { report, codes } = await run();
    expect(performance.now() - began).toBeLessThan(4000);
    expect(report.verdict).toBe('not-working');
    expect(codes).toEqual(expect.arrayContaining(['HN0201', 'HN0208']));
    expect(promisedOf(report).map((lane) => lane.outcome)).not.toContain('reachable');
  });

  it.each<[string, EngineFacts, string, string]>([
    ['no engine answers', engineFailureFrom('unix:///x.sock', 'ECONNREFUSED'), 'unknown', 'HN0101'],
    ['it runs Windows containers', plainFacts({}, { os: 'windows' }).engine, 'not-available', 'HN0103'],
  ])('starts nothing when %s', async (_, engine, verdict, code) => {
    world.facts = { ...plainFacts(), engine };
    const { report, codes } = await run();
    expect(world.sessions).toEqual([]);
    expect([report.verdict, codes[0]]).toEqual([verdict, code]);
    expect(report.lanes.every((lane) => lane.outcome === 'not-measured' && lane.reason)).toBe(true);
  });

  it('fetches a missing image once and goes on', async () => {
    let pulls = 0;
    world.onStart = (_, nth) => (nth === 0 ? failing('image-missing', 'no image')() : []);
    world.onPull = () => Promise.resolve(void (pulls += 1));
    const { report, events } = await run();
    expect([report.verdict, pulls, sessions('host-mode').length]).toEqual(['working', 1, 2]);
    expect(events).toContainEqual({ type: 'phase', text: 'Putting the probe’s image on the engine' });
  });

  it.each<[string, () => Promise<void>, number]>([
    ['is still missing after the pull', () => Promise.resolve(), 2],
    ['cannot be pulled', () => Promise.reject(new ProbeFailure('image-missing', 'no image')), 1],
  ])('says so when the image %s', async (_, onPull, starts) => {
    Object.assign(world, { onPull, onStart: failing('image-missing', 'no image') });
    const { report, codes } = await run();
    expect([report.verdict, codes, sessions('host-mode').length]).toEqual(['unknown', ['HN0106'], starts]);
  });

  it('starts again with other ports when one was taken, at most three times', async () => {
    world.onStart = () => ['tcp@0.0.0.0'];
    const { report } = await run();
    const ports = sessions('host-mode').map((c) => c.spec.listen.find((l) => l.id === 'tcp@0.0.0.0')?.port);
    expect([ports.length, new Set(ports).size]).toEqual([3, 3]);
    expect(report.verdict).toBe('unknown');
    const lane = report.lanes.find((candidate) => candidate.id === 'host>host-mode/tcp/127.0.0.1@0.0.0.0');
    expect(lane).toMatchObject({ outcome: 'not-measured', missing: 'instrument' });
  });

  it('is neither working nor not-working when the container dies before it answers', async () => {
    world.onStart = failing('died', 'The container ended with code 137.');
    const { report, codes } = await run();
    expect([report.verdict, codes]).toEqual(['unknown', ['HN0107']]);
    expect(promisedOf(report).every((lane) => lane.missing === 'instrument')).toBe(true);
  });

  it('is neither working nor not-working when the container dies under way', async () => {
    world.fate = (dial) => (dial.lane.includes('udp') ? 'timed-out' : 'reachable');
    world.onReady = ({ kind, end }) => {
      if (kind === 'host-mode') setTimeout(() => end(new ProbeFailure('died', 'It was killed.')), 50);
    };
    const { report } = await run();
    expect(report.verdict).toBe('unknown');
    expect(report.lanes.some((l) => l.reason === 'It was killed.' && l.missing === 'instrument')).toBe(true);
  });

  it('says so when the host’s own session cannot start', async () => {
    const ports = world.ports();
    const events = channel<ProbeEvent>();
    events.close(new ProbeFailure('helper-missing', 'The helper is not installed.'));
    const host = { ...ports.host, runProbe: () => ({ events, stop: () => Promise.resolve() }) };
    const { report, codes } = await run({}, NEVER, { ...ports, host });
    expect([report.verdict, codes, world.sessions]).toEqual(['unknown', ['HN0107'], []]);
  });

  it('when time is over ends with a report whose open lanes are not measured', async () => {
    const ports = world.ports();
    const runProbe = (_: unknown, signal: AbortSignal) => {
      const events = channel<ProbeEvent>();
      signal.addEventListener('abort', () => events.close(new ProbeFailure('cancelled', 'cancelled')));
      return { events, stop: () => Promise.resolve() };
    };
    const began = performance.now();
    const slow = { ...ports, engine: { ...ports.engine, runProbe } };
    const { report, codes } = await run({ timeoutMs: 300 }, NEVER, slow);
    expect(performance.now() - began).toBeLessThan(2000);
    expect([report.verdict, codes]).toEqual(['unknown', ['HN0107']]);
    expect(report.facts.probeFailure?.kind).toBe('timed-out');
    expect(report.lanes.every((lane) => lane.outcome === 'not-measured')).toBe(true);
  });

  it('cancelled under way throws within 1 s, and every session has ended', async () => {
    world.fate = () => 'timed-out';
    const controller = new AbortController();
    let cancelledAt = Infinity;
    setTimeout(() => {
      cancelledAt = performance.now();
      controller.abort();
    }, 200);
    await expect(run({}, controller.signal)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
    expect([world.sessions.length, alive()]).toEqual([3, []]);
  });

  it('cancelled before it began leaves nothing behind', async () => {
    await expect(run({}, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    expect(alive()).toEqual([]);
  });

  it('ends every session when its reader leaves early', async () => {
    world.fate = () => 'timed-out';
    for await (const event of diagnose(world.ports(), OPTIONS, NEVER)) {
      if (event.type === 'phase' && event.text.startsWith('Dialling')) break;
    }
    expect(world.sessions.length).toBeGreaterThan(1);
    expect(alive()).toEqual([]);
  });
});

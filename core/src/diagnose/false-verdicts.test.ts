import { containerFixture } from '../testing/container-fixture.ts';
import fc from 'fast-check';
import {
  codes,
  dead,
  input,
  promised,
  unmeasured,
  plainFacts,
  desktopFacts,
  type Way,
} from '../testing/evidence-fixtures.ts';
import { FakeWorld } from '../testing/fake-world.ts';
import { laneFixture } from '../testing/lane-fixture.ts';
import { cellsOf, isDead } from '../judge/cells.ts';
import { deadCubes } from '../judge/dead-cubes.ts';
import { effectsOf, judge } from '../judge/judge.ts';
import { verdictOf } from '../judge/verdict.ts';
import { engineFailureFrom } from '../facts/engine-failure.ts';
import { mergeWitnesses } from '../run/merge-witnesses.ts';
import { LaneBoard } from '../run/lane-board.ts';
import { diagnose } from './diagnose.ts';
import { startBudgetMs, RUN_BUDGET } from '../run/run-budget.ts';
import { ProbeFailure } from '../model/outside.ts';
import type { Report } from '../model/report.ts';
import { layer4Only } from '../judge/checks/lanes/layer-4-only.ts';
import { wrongListener } from '../judge/checks/lanes/wrong-listener.ts';
import { publishedPortsDiscarded } from '../judge/checks/ports/published-ports-discarded.ts';
import { datagramsLost } from '../judge/checks/lanes/datagrams-lost.ts';
import type { PlannedLane } from '../model/lane.ts';
import type { DialedEvent } from '../protocol/index.ts';

const OPTIONS = {
  tool: { name: 'hostnet', version: '0', surface: 'cli' as const },
  full: false,
  timeoutMs: 30_000,
  secrets: { token: '0123456789abcdef'.repeat(4), run: 'testrun1' },
  clock: { now: () => new Date('2026-01-02T03:04:05Z'), monotonicMs: () => performance.now() },
};
async function run(world: FakeWorld, over = {}, ports = world.ports()) {
  let report: Report | undefined;
  for await (const e of diagnose(ports, { ...OPTIONS, ...over }, new AbortController().signal))
    if (e.type === 'report') report = e.report;
  if (!report) throw new Error('no report');
  return report;
}
const planned = laneFixture({}) as PlannedLane;
const dialed = (over: Partial<DialedEvent>): DialedEvent => ({
  event: 'dialed',
  lane: planned.id,
  transport: 'tcp',
  address: '127.0.0.1',
  port: 1,
  of: 1,
  outcome: 'refused',
  phase: 'connect',
  errno: 'ECONNREFUSED',
  local: null,
  nonces: [],
  sent: 0,
  answered: 0,
  lastSent: 0,
  lastAnswered: 0,
  tries: 1,
  elapsedMs: 1,
  firstSuccessMs: null,
  at: 1,
  ...over,
});

it('D1 a direction that was not measured is not called dead', () => {
  const lanes = promised((w) => (w.direction === 'host-to-container' ? dead(w) : unmeasured()));
  expect(codes({ lanes })).not.toContain('HN0201');
});
it('D1b UDP unproven, TCP dead: no "nothing gets through"', () => {
  expect(codes({ lanes: promised((w) => (w.transport === 'tcp' ? dead(w) : unmeasured())) })).not.toContain(
    'HN0201',
  );
});
it('D2 a counting lane whose name does not resolve forbids working', () => {
  const named = laneFixture({
    address: 'localhost',
    resolved: null,
    family: null,
    outcome: 'resolve-failed',
  });
  expect(verdictOf(plainFacts(), [...promised(), named], [], effectsOf())).not.toBe('working');
});
it('D2b a counting name lane that was not measured forbids working', () => {
  const named = laneFixture({ address: 'localhost', resolved: null, family: null, ...unmeasured() });
  expect(verdictOf(plainFacts(), [...promised(), named], [], effectsOf())).not.toBe('working');
});
it('D3 refused by a far end that had died is not measured', () => {
  const witness = { address: '0.0.0.0', port: 1, received: [], complete: false };
  expect(mergeWitnesses(planned, dialed({}), witness).outcome).toBe('not-measured');
});
it('D3b host session dies under way: container-to-host is not called dead', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.onStart = () => {
    world.sessions[0]!.end(new ProbeFailure('died', 'The host session was killed.'));
    return [];
  };
  const report = await run(world);
  expect(report.findings.map((f) => f.code)).not.toContain('HN0203');
  expect(report.verdict).toBe('unknown');
});
it('D4 a container that dies under way is a finding', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.fate = () => 'timed-out';
  world.onReady = ({ kind, end }) => {
    if (kind === 'host-mode') setTimeout(() => end(new ProbeFailure('died', 'It was killed.')), 50);
  };
  const report = await run(world);
  expect(report.findings.map((f) => f.code)).toContain('HN0107');
});
it('D4b with --full a container that dies under way: each lane is told once, none refused', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.onReady = ({ kind, end }) => {
    if (kind === 'host-mode') setTimeout(() => end(new ProbeFailure('died', 'It was killed.')), 5);
  };
  const slow = world.ports();
  world.fate = (d) => (d.lane.startsWith('host>host-mode') ? 'timed-out' : 'reachable');
  const report = await run(world, { full: true }, slow);
  const ids = report.lanes.map((l) => l.id);
  expect(ids.length).toBe(new Set(ids).size);
  expect(report.verdict).not.toBe('not-working');
  expect(report.lanes.filter((l) => l.role === 'verdict' && l.outcome === 'timed-out')).toEqual([]);
});
it('D5 the same dialed line twice settles one lane', () => {
  const settled: unknown[] = [];
  const board = new LaneBoard([planned], 1000, (l) => settled.push(l));
  board.dialed(dialed({}));
  board.dialed(dialed({}));
  expect(settled).toHaveLength(1);
});
it('D5b a dial that ends after its lane was given up does not settle it again', () => {
  const settled: unknown[] = [];
  const board = new LaneBoard([planned], 1000, (l) => settled.push(l));
  board.giveUp([planned.id], 'instrument', 'x');
  board.dialed(dialed({}));
  expect(settled).toHaveLength(1);
});
it('D6 a start that is repeated for a taken port leaves no lane of the first attempt', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.onStart = (_, nth) => (nth === 0 ? ['tcp@0.0.0.0'] : []);
  const report = await run(world);
  const ids = report.lanes.map((l) => l.id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(report.verdict).toBe('working');
});
it('D7 the host session outlives the slowest start of a container and the dials', async () => {
  const world = new FakeWorld();
  await run(world);
  expect(world.sessions[0]!.spec.lifetimeMs).toBeGreaterThanOrEqual(
    startBudgetMs(30_000) + RUN_BUDGET.dialsMs,
  );
});
it('D8 a computer without ::1 whose :: listener binds is working', async () => {
  const world = new FakeWorld();
  world.facts = { ...plainFacts(), host: { ...plainFacts().host, ipv6Loopback: false } };
  world.fate = (d) => (d.address === '::1' ? 'refused' : 'reachable');
  const report = await run(world);
  expect(
    report.lanes
      .filter((l) => l.address === '::1' && l.role === 'verdict' && l.missing !== 'absent')
      .map((l) => l.id),
  ).toEqual([]);
  expect(report.verdict).toBe('working');
});
it('D9 re-dialled UDP that was refused at first is no loss', () => {
  const full = laneFixture({ transport: 'udp' });
  const d = full.evidence.dialler && { ...full.evidence.dialler, sent: 3, answered: 1, tries: 3 };
  expect(
    datagramsLost.check(input({ lanes: [{ ...full, evidence: { ...full.evidence, dialler: d } }] })),
  ).toEqual([]);
});
it('D10 wrong listeners are not called dead', () => {
  expect(codes({ lanes: promised(() => ({ outcome: 'wrong-listener' })) })).toEqual(
    expect.not.arrayContaining(['HN0201']),
  );
});
it('D10b wrong listeners in one direction', () => {
  expect(
    codes({
      lanes: promised((w) =>
        w.transport === 'tcp' && w.direction === 'host-to-container' ? { outcome: 'wrong-listener' } : {},
      ),
    }),
  ).toEqual(['HN0210']);
});
it('D11 expected-unspecified lanes never fire HN0210', () => {
  expect(
    codes({
      lanes: [
        ...promised(),
        laneFixture({
          from: 'bridge',
          to: 'host-mode',
          role: 'control',
          expected: 'unspecified',
          outcome: 'wrong-listener',
        }),
      ],
    }),
  ).toEqual([]);
});
it('D12 a missing context is a bad address (docker CLI 28.2, verbatim)', () => {
  const text =
    'Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found: open /root/.docker/contexts/meta/9e62/meta.json: no such file or directory';
  expect(engineFailureFrom('x', text)).toMatchObject({ failure: 'bad-address' });
});
it('D13 no group of deadCubes is superfluous', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (list) => {
      const i = (w: Way) =>
        (w.direction === 'host-to-container' ? 0 : 4) +
        (w.transport === 'tcp' ? 0 : 2) +
        (w.family === 'ipv4' ? 0 : 1);
      const cells = cellsOf(promised((w) => (list[i(w)] ? dead(w) : {})));
      const cubes = deadCubes(cells);
      for (const cube of cubes) {
        const others = new Set(cubes.filter((c) => c !== cube).flatMap((c) => c.cells));
        expect(cells.filter(isDead).every((c) => others.has(c))).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
it('D14 one lane of a cell dead, its other unproven, all else dead: not "not-working"', () => {
  expect(
    verdictOf(
      plainFacts(),
      promised((w) => (w.listen === '::1' ? unmeasured() : dead(w))),
      [],
      effectsOf(),
    ),
  ).toBe('unknown');
});
it('D15 layer-4-only does not say that TCP and UDP are carried where they are not', () => {
  const boundary = [
    { name: 'multicast' as const, status: 'not-carried' as const, reason: null, evidence: [] },
  ];
  const [f] = layer4Only.check(input({ boundary, lanes: promised(dead) }));
  expect(f?.title ?? '').not.toMatch(/carries TCP and UDP/);
});
it('D16 the remedy of HN0210 exists on a Mac', () => {
  const [f] = wrongListener.check(
    input({ facts: desktopFacts(), lanes: [laneFixture({ outcome: 'wrong-listener' })] }),
  );
  expect(f?.remedy?.command).not.toMatch(/\bss\b/);
});
it('D17 a discarded UDP port is not answered by curl', () => {
  const c = containerFixture('dns', {
    networkMode: 'host',
    requestedPorts: [{ transport: 'udp', containerPort: 53, hostAddress: '', hostPort: 5353 }],
  });
  expect(publishedPortsDiscarded.check(input({ containers: [c] }))[0]?.remedy?.command ?? '').not.toMatch(
    /curl/,
  );
});
it('D18 a boundary datagram still under way when the lanes are done is waited for', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.fate = (d) => (d.spread ? 'timed-out' : 'reachable');
  const report = await run(world);
  expect(report.boundary.find((b) => b.name === 'multicast')?.reason).not.toBe('no datagram was sent');
});
it('D19 no timer is left when host.facts throws', async () => {
  const world = new FakeWorld();
  const ports = {
    ...world.ports(),
    host: { ...world.ports().host, facts: () => Promise.reject(new Error('no')) },
  };
  const before = process.getActiveResourcesInfo().filter((r) => r === 'Timeout').length;
  await run(world, {}, ports).catch(() => undefined);
  expect(process.getActiveResourcesInfo().filter((r) => r === 'Timeout').length).toBe(before);
});
it('D20 an HTTP server that is no engine (docker CLI 28.2 against python http.server)', () => {
  const text = 'Error response from daemon: <!DOCTYPE HTML>\n<html lang="en">';
  expect(engineFailureFrom('x', text)).toMatchObject({ failure: 'not-an-engine' });
});
it('D21 a lane timed out by the total budget does not say "cancelled"', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  world.fate = () => 'timed-out';
  const report = await run(world, { timeoutMs: 400 });
  expect(report.lanes.filter((l) => l.reason === 'cancelled')).toEqual([]);
  expect(report.verdict).toBe('unknown');
});
it('D22 few warnings: at most 10 abort listeners on one signal', async () => {
  const warned: string[] = [];
  const on = (w: Error) => warned.push(w.name);
  process.on('warning', on);
  const world = new FakeWorld();
  await run(world, { full: true });
  await new Promise((r) => setTimeout(r, 20));
  process.off('warning', on);
  expect(warned).toEqual([]);
});
it('D23 cancelled while the reader waits for a session that ends on stop() alone', async () => {
  const world = new FakeWorld();
  world.facts = plainFacts();
  const ports = world.ports();
  const never = new AbortController().signal;
  const engine = {
    ...ports.engine,
    runProbe: (r: Parameters<typeof ports.engine.runProbe>[0]) => {
      const s = ports.engine.runProbe(r, never);
      return s;
    },
  };
  world.onStart = () => [];
  world.fate = () => 'timed-out';
  const c = new AbortController();
  setTimeout(() => c.abort(), 200);
  const began = performance.now();
  await expect(
    (async () => {
      const events = [];
      for await (const event of diagnose({ ...ports, engine }, OPTIONS, c.signal)) events.push(event);
    })(),
  ).rejects.toBeDefined();
  expect(performance.now() - began).toBeLessThan(1200);
});
it('D1c Desktop: one direction dead, the other not measured: not "off"', () => {
  const itself = laneFixture({ from: 'host-mode', to: 'host-mode', role: 'control' });
  const lanes = [...promised((w) => (w.direction === 'host-to-container' ? dead(w) : unmeasured())), itself];
  expect(judge(input({ facts: desktopFacts(), lanes })).findings.map((f) => f.code)).not.toContain('HN0112');
});

/** A world whose forwarder never opens the port of this listener of the computer, in the first `rounds` rounds. */
function heldPort(listener: string, rounds: number): FakeWorld {
  const world = new FakeWorld();
  const held = () =>
    world.sessions
      .filter((session) => session.kind === 'host' && session.spec.stay)
      .slice(0, rounds)
      .flatMap(({ spec }) => spec.listen.filter(({ id }) => id === listener).map(({ port }) => port));
  world.fate = (dial) => (dial.transport === 'tcp' && held().includes(dial.port) ? 'refused' : 'reachable');
  return world;
}
it('D24 a port that something in the VM holds by chance is not called a dead address', async () => {
  const world = heldPort('tcp@127.0.0.1', 1);
  const report = await run(world);
  const told = report.findings.map((f) => f.code);
  expect({ verdict: report.verdict, codes: told }).toEqual({
    verdict: 'working',
    codes: expect.not.arrayContaining(['HN0211', 'HN0213']) as unknown,
  });
  // It was measured, so it is said.
  expect(told).toContain('HN0220');
  const ids = report.lanes.map((l) => l.id);
  expect(ids.length).toBe(new Set(ids).size);
});
it('D24b an address that is dead on every port is still called so, and its controls are measured once', async () => {
  const world = heldPort('tcp@127.0.0.1', 2);
  const report = await run(world);
  expect(report.verdict).toBe('partly-working');
  const told = report.findings.map((f) => f.code);
  expect(told).toContain('HN0211');
  expect(told).not.toContain('HN0220');
  expect(world.sessions.filter((session) => session.kind === 'published')).toHaveLength(1);
});
it('D24c a second round that cannot start leaves what the first one measured', async () => {
  const world = heldPort('tcp@127.0.0.1', 2);
  world.onStart = (_, nth) => {
    if (nth === 1) throw new ProbeFailure('timed-out', 'It did not start.');
    return [];
  };
  const report = await run(world);
  expect(report.verdict).toBe('partly-working');
});
it('D25 a port of this computer that is taken is drawn anew, at last by the system', async () => {
  for (const taken of [1, 3]) {
    const world = new FakeWorld();
    world.hostTaken = (nth) => (nth < taken ? ['tcp@127.0.0.1'] : []);
    const report = await run(world);
    expect(report.verdict).toBe('working');
    const drawn = world.sessions
      .filter((session) => session.kind === 'host' && session.spec.stay)
      .map(({ spec }) => spec.listen.find(({ id }) => id === 'tcp@127.0.0.1')?.port);
    expect(drawn).toHaveLength(taken + 1);
    expect(new Set(drawn).size).toBe(taken + 1);
    for (const port of drawn.slice(0, 3)) expect(port).toBeGreaterThanOrEqual(25_000);
    if (taken === 3) expect(drawn[3]).toBe(0);
  }
});

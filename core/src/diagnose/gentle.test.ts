import { containerFixture } from '../testing/container-fixture.ts';
import { FakeWorld } from '../testing/fake-world.ts';
import { plainFacts } from '../testing/evidence-fixtures.ts';
import type { LookOptions } from '../model/look.ts';
import type { PortsReport } from '../model/ports-report.ts';
import type { FactsEvent, ListeningEntry } from '../protocol/index.ts';
import { lookAtPorts } from './look-at-ports.ts';

const ID = 'a'.repeat(64);
const web: ListeningEntry = {
  transport: 'tcp',
  address: '0.0.0.0',
  port: 8080,
  family: 'ipv4',
  uid: 0,
  pid: 9,
  process: 'nc',
  container: ID,
};
const list = (...listeners: ListeningEntry[]): FactsEvent => ({
  event: 'facts',
  kind: 'listeners',
  listeners,
  part: 1,
  parts: 1,
  owners: 'all',
  reason: null,
  unprivilegedPortStart: 1024,
  at: 1,
});

/** Looks on an engine of this computer's own network. The computer lists what `onHost` returns, one item a look. */
async function look(
  over: Partial<LookOptions>,
  entry = web,
  onHost: (look: number) => ListeningEntry = () => entry,
) {
  const world = new FakeWorld();
  const facts = plainFacts();
  world.facts = {
    ...facts,
    engine: facts.engine.reachable ? { ...facts.engine, kernel: facts.host.release } : facts.engine,
  };
  let looks = 0;
  world.onReady = ({ kind, events, spec }) => {
    if (kind === 'host' && spec.inspect.some((one) => one.kind === 'listeners'))
      events.push(list(onHost(looks++)));
    if (kind === 'host') return;
    events.push({ event: 'facts', kind: 'interfaces', interfaces: [...facts.host.interfaces], at: 1 });
    events.push(list(entry));
  };
  const base = world.ports();
  const containers = () => Promise.resolve([containerFixture('web', { id: ID, networkMode: 'host' })]);
  const options: LookOptions = {
    tool: { name: 'hostnet', version: '0.0.0', surface: 'cli' },
    timeoutMs: 30_000,
    secrets: { token: '0123456789abcdef'.repeat(4), run: 'testrun1' },
    clock: { now: () => new Date('2026-01-02T03:04:05Z'), monotonicMs: () => performance.now() },
    focus: null,
    discover: false,
    hostPorts: null,
    ...over,
  };
  let report: PortsReport | null = null;
  const ports = { ...base, engine: { ...base.engine, containers } };
  for await (const event of lookAtPorts(ports, options, new AbortController().signal))
    if (event.type === 'report') report = event.report;
  const dials = world.sessions.flatMap(({ kind, spec }) =>
    kind === 'host' ? spec.dial.filter(({ port }) => port === 8080) : [],
  );
  return { report, dials };
}

describe('P04: on this computer’s own network', () => {
  it('a list connects to no program, and says what it knows by the list of sockets', async () => {
    const { report, dials } = await look({});
    expect(dials).toEqual([]);
    expect(report?.hostNetworking.state).toBe('own-stack');
    expect(report?.listeners).toMatchObject([
      { port: 8080, reach: { v4: { outcome: 'reachable', how: 'socket-table' } }, whyNot: null },
    ]);
  });

  it('a port in question gets one connection', async () => {
    const { dials } = await look({ focus: { port: 8080, transport: 'tcp' } });
    expect(dials.filter(({ address }) => address === '127.0.0.1')).toHaveLength(1);
  });

  it('nobody is connected to where none is wished for', async () => {
    const { dials } = await look({ focus: { port: 8080, transport: 'tcp' }, connect: false });
    expect(dials).toEqual([]);
  });
});

describe('P09: connections that wait', () => {
  const waits = (queued: number) => ({ ...web, queued });

  it('count when they wait in two looks', async () => {
    const { report } = await look({}, waits(1));
    expect(report?.listeners).toMatchObject([{ queued: 1, reach: { v4: { outcome: 'not-measured' } } }]);
  });

  it('do not count when the program has taken them since', async () => {
    const { report } = await look({}, waits(5), () => waits(0));
    expect(report?.listeners).toMatchObject([{ queued: 0, reach: { v4: { outcome: 'reachable' } } }]);
  });

  it('are read after the port in question was dialled, so that this connection counts too', async () => {
    const { report } = await look({ focus: { port: 8080, transport: 'tcp' } }, waits(0), () => waits(1));
    expect(report?.listeners).toMatchObject([{ queued: 1 }]);
  });
});

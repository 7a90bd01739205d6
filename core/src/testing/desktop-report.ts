import type { DiagnoseEvent } from '../model/diagnosis.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { known } from '../model/known.ts';
import type { Lane, PlannedLane } from '../model/lane.ts';
import type { Report } from '../model/report.ts';
import { HN0001 } from '../judge/check-failed.ts';
import { desktopFacts, engineGone } from './evidence-fixtures.ts';
import { laneFixture, withOutcome } from './lane-fixture.ts';
import { findingFixture, reportFixture } from './report-fixtures.ts';

/** Test helper: a Mac with Docker Desktop 4.48, as a diagnosis in the tab sees it. */
export const DESKTOP_FACTS: Facts = desktopFacts(
  {
    hostMode: {
      interfaces: [
        { name: 'docker0', mac: '', addresses: [{ address: '172.17.0.1', prefix: 16, internal: false }] },
        { name: 'eth0', mac: '', addresses: [{ address: '192.0.2.130', prefix: 24, internal: false }] },
      ],
      sameAsHost: known(false, 'interfaces compared'),
    },
  },
  {},
  '4.48.0',
);

/** Test helper: the same computer with an engine that does not answer. */
export const ENGINE_GONE: Facts = engineGone(DESKTOP_FACTS);

/** Test helper: returns the finding that UDP answers are lost, with `over` put over it. */
export function lossFinding(over: Partial<Finding> = {}): Finding {
  return findingFixture({
    code: 'HN0204',
    title: 'UDP answers are lost between container and computer',
    detail: 'Every datagram reached the container; no answer came back within one second.',
    evidence: ['127.0.0.1: 3 of 3 datagrams seen, 0 answered', '::1: 3 of 3 datagrams seen, 0 answered'],
    remedy: { text: 'Update Docker Desktop to 4.49 or later.', command: 'docker desktop update' },
    url: 'https://example.com/docs/checks/HN0204.md',
    ...over,
  });
}

const ROWS = {
  host: ['127.0.0.1', '::1', 'localhost', '192.0.2.10'],
  'host-mode': ['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1', 'host.docker.internal', '192.0.2.10'],
} as const;
const DESCRIBES = new Set(['::ffff:127.0.0.1', 'host.docker.internal', '192.0.2.10']);

/** Test helper: returns the lanes of a quick diagnosis, all answered; published ones not asked for. */
export function healthyLanes(): Lane[] {
  const ways = [
    ['host', 'host-mode'],
    ['host-mode', 'host'],
  ] as const;
  const transports = ['tcp', 'udp'] as const;
  const promised = ways.flatMap(([from, to]) =>
    ROWS[from].flatMap((address) =>
      transports.map((transport) =>
        laneFixture({ from, to, transport, address, role: DESCRIBES.has(address) ? 'describes' : 'verdict' }),
      ),
    ),
  );
  const controls = transports.flatMap((transport) => [
    laneFixture({ from: 'host-mode', to: 'host-mode', transport, role: 'control' }),
    laneFixture({ from: 'bridge', to: 'host', transport, address: 'host.docker.internal', role: 'control' }),
    laneFixture({
      from: 'bridge',
      to: 'host-mode',
      transport,
      address: 'host.docker.internal',
      role: 'control',
      expected: 'unspecified',
      outcome: 'refused',
    }),
    laneFixture({
      from: 'host',
      to: 'published',
      transport,
      role: 'control',
      outcome: 'not-measured',
      missing: 'skipped',
      reason:
        'needs a published container of its own: measured with --full, or when a lane that counts has failed',
    }),
  ]);
  return [...promised, ...controls];
}

/** Test helper: returns the report of a healthy Desktop with `over` put over it. */
export function desktopReport(over: Partial<Report> = {}): Report {
  return reportFixture({
    tool: { name: 'hostnet', version: '0.1.0', surface: 'ui' },
    summary: 'Host networking works here, both ways, over TCP and UDP.',
    facts: DESKTOP_FACTS,
    lanes: healthyLanes(),
    boundary: [
      { name: 'icmp-echo', status: 'not-carried', reason: 'no reply within 1 s', evidence: ['192.0.2.10'] },
      { name: 'raw-socket', status: 'not-measured', reason: 'measured with --full', evidence: [] },
      { name: 'interfaces', status: 'not-carried', reason: "the interfaces are a VM's", evidence: ['eth0'] },
      { name: 'multicast', status: 'not-carried', reason: 'no member heard it', evidence: [] },
      { name: 'broadcast', status: 'not-carried', reason: 'nobody heard it', evidence: [] },
      { name: 'bind-host-address', status: 'not-carried', reason: 'EADDRNOTAVAIL', evidence: ['192.0.2.10'] },
    ],
    skipped: [{ code: HN0001.code, reason: 'no check failed' }],
    ...over,
  });
}

/** Test helper: returns the report of a Desktop on which UDP answers are lost on their way to this computer. */
export function lossyReport(): Report {
  const lanes = healthyLanes().map((entry) => {
    if (entry.from === 'host' && entry.to === 'host-mode' && entry.transport === 'udp')
      return withOutcome(entry, 'reply-lost');
    if (entry.address === '::ffff:127.0.0.1') return withOutcome(entry, 'refused');
    return entry;
  });
  return desktopReport({
    verdict: 'partly-working',
    summary: 'Host networking works in part. UDP answers are lost between container and computer.',
    lanes,
    findings: [
      lossFinding(),
      lossFinding({
        code: 'HN0206',
        severity: 'warning',
        title: 'IPv4-mapped addresses are refused',
        detail: 'Java programs use them for 127.0.0.1.',
        evidence: ['::ffff:127.0.0.1: refused, ECONNREFUSED'],
        remedy: { text: 'Start them with -Djava.net.preferIPv4Stack=true.', command: null },
      }),
      lossFinding({
        code: 'HN0212',
        severity: 'info',
        title: 'Only TCP and UDP work',
        detail: 'Ping, multicast and broadcast stay inside the virtual machine.',
        evidence: [],
        remedy: null,
      }),
    ],
  });
}

/** Test helper: returns the plan behind lanes. */
export function planOf(lanes: readonly Lane[]): PlannedLane[] {
  return lanes.map(({ id, from, to, transport, address, listen, expected, role }) => {
    return { id: id.split('#')[0] ?? id, from, to, transport, address, listen, expected, role };
  });
}

/** Test helper: returns the events that end in this report, in the order in which a diagnosis tells them. */
export function eventsOf(final: Report): DiagnoseEvent[] {
  const { verdict, summary, findings } = final;
  return [
    { type: 'phase', text: 'Reading the facts of this computer and the engine' },
    { type: 'facts', facts: { ...final.facts, hostMode: null } },
    { type: 'planned', lanes: planOf(final.lanes) },
    { type: 'phase', text: 'Starting the container' },
    ...final.lanes.map((entry) => ({ type: 'lane', lane: entry }) as const),
    ...final.boundary.map((entry) => ({ type: 'boundary', entry }) as const),
    { type: 'facts', facts: final.facts },
    { type: 'verdict', verdict, summary, findings },
    { type: 'report', report: final },
  ];
}

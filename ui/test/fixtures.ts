import { HN0001, REPORT_SCHEMA } from '@hostnet/core';
import type { DiagnoseEvent, Finding, Lane, PlannedLane, Report } from '@hostnet/core';
import { DESKTOP_FACTS } from './facts.ts';

export { DESKTOP_FACTS, ENGINE_GONE } from './facts.ts';

/** Returns a lane that was answered, this computer → host-mode container over TCP on 127.0.0.1, with `over` put over it. */
export function lane(over: Partial<Lane> = {}): Lane {
  const {
    from = 'host',
    to = 'host-mode',
    transport = 'tcp',
    address = '127.0.0.1',
    listen = '0.0.0.0',
  } = over;
  const dead = over.outcome !== undefined && over.outcome !== 'reachable';
  const silent = over.outcome === 'not-measured';
  const udp = transport === 'udp';
  return {
    id: `${from}>${to}/${transport}/${address}@${listen}`,
    from,
    to,
    transport,
    address,
    listen,
    expected: 'reachable',
    role: 'verdict',
    resolved: silent ? null : address,
    family: address.includes(':') ? 'ipv6' : 'ipv4',
    outcome: 'reachable',
    reason: null,
    missing: silent ? 'instrument' : null,
    evidence: {
      dialler: silent
        ? null
        : {
            address,
            port: 40123,
            local: { address, port: 51234 },
            phase: dead ? 'echo' : 'close',
            errno: over.outcome === 'refused' ? 'ECONNREFUSED' : null,
            sent: udp ? 3 : 1,
            answered: dead ? 0 : udp ? 3 : 1,
            tries: 1,
            firstSuccessMs: dead ? null : 12,
          },
      listener: silent
        ? null
        : {
            address: listen,
            port: 40123,
            received: over.outcome === 'refused' ? 0 : udp ? 3 : 1,
            from: over.outcome === 'refused' ? [] : [{ address: '127.0.0.1', port: 51234 }],
          },
    },
    elapsedMs: silent ? null : 0.42,
    ...over,
  };
}

/** Returns a finding with `over` put over it. */
export function finding(over: Partial<Finding> = {}): Finding {
  return {
    code: 'HN0204',
    severity: 'error',
    title: 'UDP answers are lost between container and computer',
    detail: 'Every datagram reached the container; no answer came back within one second.',
    evidence: ['127.0.0.1: 3 of 3 datagrams seen, 0 answered', '::1: 3 of 3 datagrams seen, 0 answered'],
    remedy: { text: 'Update Docker Desktop to 4.49 or later.', command: 'docker desktop update' },
    url: 'https://example.com/docs/checks/HN0204.md',
    ...over,
  };
}

const ROWS = {
  host: ['127.0.0.1', '::1', 'localhost', '192.0.2.20'],
  'host-mode': ['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1', 'host.docker.internal', '192.0.2.20'],
} as const;
const DESCRIBES = new Set(['::ffff:127.0.0.1', 'host.docker.internal', '192.0.2.20']);

/** Lanes of a quick diagnosis, all answered; published ones not asked for. */
export function healthyLanes(): Lane[] {
  const ways = [
    ['host', 'host-mode'],
    ['host-mode', 'host'],
  ] as const;
  const transports = ['tcp', 'udp'] as const;
  const promised = ways.flatMap(([from, to]) =>
    ROWS[from].flatMap((address) =>
      transports.map((transport) =>
        lane({ from, to, transport, address, role: DESCRIBES.has(address) ? 'describes' : 'verdict' }),
      ),
    ),
  );
  const controls = transports.flatMap((transport) => [
    lane({ from: 'host-mode', to: 'host-mode', transport, role: 'control' }),
    lane({ from: 'bridge', to: 'host', transport, address: 'host.docker.internal', role: 'control' }),
    lane({
      from: 'bridge',
      to: 'host-mode',
      transport,
      address: 'host.docker.internal',
      role: 'control',
      expected: 'unspecified',
      outcome: 'refused',
    }),
    lane({
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

/** Returns the report of a healthy Desktop with `over` put over it. */
export function report(over: Partial<Report> = {}): Report {
  return {
    schema: REPORT_SCHEMA,
    verdict: 'working',
    summary: 'Host networking works here, both ways, over TCP and UDP.',
    banners: [],
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 912,
    tool: { name: 'hostnet', version: '0.1.0', surface: 'ui' },
    facts: DESKTOP_FACTS,
    lanes: healthyLanes(),
    boundary: [
      { name: 'icmp-echo', status: 'not-carried', reason: 'no reply within 1 s', evidence: ['192.0.2.20'] },
      { name: 'raw-socket', status: 'not-measured', reason: 'measured with --full', evidence: [] },
      { name: 'interfaces', status: 'not-carried', reason: "the interfaces are a VM's", evidence: ['eth0'] },
      { name: 'multicast', status: 'not-carried', reason: 'no member heard it', evidence: [] },
      { name: 'broadcast', status: 'not-carried', reason: 'nobody heard it', evidence: [] },
      { name: 'bind-host-address', status: 'not-carried', reason: 'EADDRNOTAVAIL', evidence: ['192.0.2.20'] },
    ],
    findings: [],
    skipped: [{ code: HN0001.code, reason: 'no check failed' }],
    containers: [],
    listeners: [],
    ports: null,
    ...over,
  };
}

/** Returns the same lane with another outcome and the evidence that goes with it. */
export function again(entry: Lane, outcome: Lane['outcome']): Lane {
  const { from, to, transport, address, listen, role, expected } = entry;
  return lane({ from, to, transport, address, listen, role, expected, outcome });
}

/** Returns the report of a Desktop on which UDP answers are lost on their way to this computer. */
export function lossyReport(): Report {
  const lanes = healthyLanes().map((entry) => {
    if (entry.from === 'host' && entry.to === 'host-mode' && entry.transport === 'udp')
      return again(entry, 'reply-lost');
    if (entry.address === '::ffff:127.0.0.1') return again(entry, 'refused');
    return entry;
  });
  return report({
    verdict: 'partly-working',
    summary: 'Host networking works in part. UDP answers are lost between container and computer.',
    lanes,
    findings: [
      finding(),
      finding({
        code: 'HN0206',
        severity: 'warning',
        title: 'IPv4-mapped addresses are refused',
        detail: 'Java programs use them for 127.0.0.1.',
        evidence: ['::ffff:127.0.0.1: refused, ECONNREFUSED'],
        remedy: { text: 'Start them with -Djava.net.preferIPv4Stack=true.', command: null },
      }),
      finding({
        code: 'HN0212',
        severity: 'info',
        title: 'Only TCP and UDP are carried',
        detail: 'Ping, multicast and broadcast stay inside the virtual machine.',
        evidence: [],
        remedy: null,
      }),
    ],
  });
}

/** Returns the plan behind lanes. */
export function planOf(lanes: readonly Lane[]): PlannedLane[] {
  return lanes.map(({ id, from, to, transport, address, listen, expected, role }) => {
    return { id: id.split('#')[0] ?? id, from, to, transport, address, listen, expected, role };
  });
}

/** Returns the events that end in this report, in the order in which a diagnosis tells them. */
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

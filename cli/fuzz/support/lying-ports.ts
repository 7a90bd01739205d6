import {
  channel,
  parseEventLine,
  ProbeFailure,
  type Facts,
  type Ports,
  type ProbeEvent,
  type ProbeSession,
  type SessionSpec,
} from '@hostnet/core';

const at = { address: '127.0.0.1', port: 40_000 };

/** One right event of each kind. */
export const EVENTS: readonly ProbeEvent[] = [
  {
    event: 'ready',
    v: 1,
    vantage: 'host-mode',
    pid: 1,
    at: 0,
    listeners: [{ id: 'l', transport: 'tcp', address: '0.0.0.0', port: 40_000 }],
  },
  { event: 'received', listener: 'l', transport: 'udp', nonce: 'ab'.repeat(16), from: at, at: 1 },
  {
    event: 'dialed',
    lane: 'l1',
    transport: 'tcp',
    address: '127.0.0.1',
    port: 40_000,
    of: 1,
    outcome: 'reachable',
    phase: 'close',
    errno: null,
    local: at,
    nonces: ['ab'.repeat(16)],
    sent: 1,
    answered: 1,
    lastSent: 1,
    lastAnswered: 1,
    tries: 1,
    elapsedMs: 1,
    firstSuccessMs: 1,
    at: 2,
  },
  {
    event: 'facts',
    kind: 'interfaces',
    interfaces: [
      { name: 'eth0', mac: '', addresses: [{ address: '10.0.0.1', prefix: 24, internal: false }] },
    ],
    at: 1,
  },
  {
    event: 'facts',
    kind: 'listeners',
    listeners: [
      {
        transport: 'tcp',
        address: '::',
        port: 80,
        family: 'dual',
        uid: 0,
        pid: 1,
        process: 'x',
        container: null,
      },
    ],
    part: 1,
    parts: 1,
    owners: 'all',
    reason: null,
    unprivilegedPortStart: 1024,
    at: 1,
  },
  { event: 'facts', kind: 'resolve', name: 'localhost', addresses: ['127.0.0.1'], errno: null, at: 1 },
  { event: 'facts', kind: 'failed', inspection: 'icmp', reason: 'no', at: 1 },
  {
    event: 'swept',
    id: 's',
    transport: 'tcp',
    address: '127.0.0.1',
    from: 1,
    to: 9,
    open: [1],
    closed: 8,
    silent: [],
    failed: 0,
    errno: null,
    last: true,
    at: 1,
  },
  { event: 'done', reason: 'finished', at: 3 },
];

/** Ports behind which every probe says the same lies, each made to fit the session it is told in where that is possible. */
export function lyingPorts(facts: Facts, lies: readonly unknown[]): Ports {
  const runProbe = (spec: SessionSpec, signal: AbortSignal): ProbeSession => session(spec, lies, signal);
  return {
    engine: {
      facts: () => Promise.resolve(facts.engine),
      containers: () => Promise.resolve([]),
      logs: () => Promise.resolve(''),
      restart: () => Promise.resolve(),
      bringImage: () => Promise.resolve(),
      runProbe: ({ spec }, signal) => runProbe(spec, signal),
    },
    host: { facts: () => Promise.resolve(facts.host), runProbe },
    service: null,
  };
}

function session(spec: SessionSpec, lies: readonly unknown[], signal: AbortSignal): ProbeSession {
  const events = channel<ProbeEvent>();
  const end = (): void => events.close(new ProbeFailure('cancelled', 'The probe was stopped.'));
  signal.addEventListener('abort', end);
  setImmediate(() => {
    for (const lie of [readyOf(spec), ...lies, ...spec.dial.map((dial) => dialedOf(dial.lane)), ...lies]) {
      try {
        events.push(parseEventLine(JSON.stringify(lie)));
      } catch (error) {
        events.close(new ProbeFailure('protocol', error instanceof Error ? error.message : String(error)));
        return;
      }
    }
    if (!spec.stay) events.close();
  });
  return { events, stop: () => Promise.resolve().then(end) };
}

/** What would be believed: every listener is bound. */
function readyOf({ vantage, listen }: SessionSpec): ProbeEvent {
  const listeners = listen.map(({ id, transport, address }, i) => ({
    id,
    transport,
    address,
    port: 30_000 + i,
  }));
  return { event: 'ready', v: 1, vantage, pid: 1, at: 0, listeners };
}

/** And every dial went well, though nobody received anything. */
function dialedOf(lane: string): unknown {
  return { ...EVENTS.find(({ event }) => event === 'dialed'), lane };
}

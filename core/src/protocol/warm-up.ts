import { parseEventLine } from './encode.ts';
import type { ProbeEvent } from './events.ts';
import { PROTOCOL_VERSION } from './version.ts';

const END = { address: '127.0.0.1', port: 1 };
const INTERFACE = { name: 'lo', mac: '', addresses: [{ address: '127.0.0.1', prefix: 8, internal: true }] };

/** One of each line that comes in the first moments of a session, with all that a line can hold. */
const LINES: readonly ProbeEvent[] = [
  {
    event: 'ready',
    v: PROTOCOL_VERSION,
    vantage: 'host-mode',
    pid: 1,
    at: 0,
    listeners: [{ id: 'l', transport: 'tcp', ...END, error: { errno: 'EADDRINUSE', message: 'taken' } }],
  },
  { event: 'received', listener: 'l', transport: 'tcp', nonce: '00', from: END, at: 0 },
  {
    event: 'dialed',
    lane: 'l',
    transport: 'tcp',
    ...END,
    of: 1,
    outcome: 'reachable',
    phase: 'close',
    errno: null,
    local: END,
    nonces: ['00'],
    sent: 1,
    answered: 1,
    lastSent: 1,
    lastAnswered: 1,
    tries: 1,
    elapsedMs: 0,
    firstSuccessMs: 0,
    at: 0,
  },
  { event: 'facts', kind: 'interfaces', interfaces: [INTERFACE], at: 0 },
  { event: 'facts', kind: 'sockets', sockets: [{ transport: 'tcp', ...END, uid: 0 }], at: 0 },
  { event: 'done', reason: 'finished', at: 0 },
];

/**
 * Reads one of each line. The first line of a kind takes a schema library some 10 ms, in which a process answers nobody; so that is
 * done before there is somebody to answer.
 */
export function warmUpParser(): void {
  for (const line of LINES) parseEventLine(JSON.stringify(line));
}

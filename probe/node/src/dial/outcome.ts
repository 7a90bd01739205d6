import type { DialOutcome } from '@hostnet/core/protocol/probe';

/**
 * Outcomes by errno name, never by text. Names of Linux and macOS (errno(3)) and those libuv gives Winsock's errors.
 * EINVAL is what Linux gives for a link-local address without its scope: no such address here.
 */
const BY_ERRNO: Readonly<Record<string, DialOutcome>> = {
  __proto__: null as never,
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EHOSTDOWN: 'no-route',
  ENETDOWN: 'no-route',
  ENONET: 'no-route',
  EADDRNOTAVAIL: 'address-unavailable',
  EAFNOSUPPORT: 'address-unavailable',
  EINVAL: 'address-unavailable',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
};

/**
 * Returns what an errno means for a dial; null when it tells of this machine's own shortage (EMFILE, ENOBUFS) or is
 * unknown, and so nothing about the lane. Winsock tells ICMP "port unreachable" on UDP as WSAECONNRESET (WSARecvFrom).
 */
export function outcomeOf(errno: string, transport: 'tcp' | 'udp'): DialOutcome | null {
  if (transport === 'udp' && errno === 'ECONNRESET') return 'refused';
  return BY_ERRNO[errno] ?? null;
}

/** Outcomes that a forwarder still being set up can show: these alone are dialled again. */
export function mayChange(outcome: DialOutcome): boolean {
  return outcome === 'refused' || outcome === 'closed' || outcome === 'reset' || outcome === 'wrong-listener';
}

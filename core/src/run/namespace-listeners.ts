import type { ListeningSocket } from '../protocol/index.ts';
import type { Listener } from '../model/listener.ts';

/**
 * Returns the listening sockets of the host-mode namespace, ours left out by their ports. /proc/net/tcp6 does not tell an
 * IPv6-only listener from a dual one, so the family of `::` stays `unknown` here.
 */
export function listenersFrom(sockets: readonly ListeningSocket[], ours: ReadonlySet<number>): Listener[] {
  return sockets
    .filter((socket) => !ours.has(socket.port))
    .map((socket) => ({
      transport: socket.transport,
      address: socket.address,
      port: socket.port,
      family: familyOfListener(socket.address),
      uid: socket.uid,
      container: null,
      process: null,
      pid: null,
    }));
}

function familyOfListener(address: string): Listener['family'] {
  if (!address.includes(':')) return 'ipv4';
  return address === '::' ? 'unknown' : 'ipv6';
}

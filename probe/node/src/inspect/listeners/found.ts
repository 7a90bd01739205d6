import type { ListeningEntry, ListenersFacts } from '@hostnet/core/protocol/probe';

/** All that a system told of its listening sockets. */
export type Found = Pick<ListenersFacts, 'listeners' | 'owners' | 'reason' | 'unprivilegedPortStart'>;

/** Returns of how many of these the owner is known. */
export function ownersOf(listeners: readonly ListeningEntry[]): ListenersFacts['owners'] {
  const known = listeners.filter(({ pid }) => pid !== null).length;
  return known === listeners.length ? 'all' : known === 0 ? 'none' : 'some';
}

/**
 * Returns the family of a socket on `address`. `v6Only` is IPV6_V6ONLY, null where it is not told. A mapped address is
 * reached over IPv4 alone.
 */
export function familyOf(address: string, v6Only: boolean | null): ListeningEntry['family'] {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return 'ipv4';
  if (address !== '::' || v6Only === true) return 'ipv6';
  return v6Only === false ? 'dual' : 'unknown';
}

/** Returns "address:port" or "[address]:port" taken apart, a scope after `%` left out; null when it is neither. */
export function endpointOf(text: string): { readonly address: string; readonly port: number } | null {
  const match = /^(?:\[([^\]]*)\](?:%[^:]*)?|(.*)):(\d+)$/.exec(text);
  const address = (match?.[1] ?? match?.[2])?.replace(/%.*$/, '');
  const port = Number(match?.[3]);
  return address === undefined || port > 65535 ? null : { address, port };
}

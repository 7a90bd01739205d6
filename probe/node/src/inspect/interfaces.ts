import type { networkInterfaces } from 'node:os';
import type { Interface } from '@hostnet/core/protocol/probe';

/** Returns the interfaces that are up and have an address, as os.networkInterfaces() tells them. */
export function interfacesFrom(raw: ReturnType<typeof networkInterfaces>): Interface[] {
  return Object.entries(raw).map(([name, entries = []]) => ({
    name,
    mac: entries[0]?.mac ?? '',
    addresses: entries.map(({ address, cidr, netmask, family, internal }) => ({
      address,
      prefix: prefixOf(cidr) ?? (family === 'IPv4' ? bitsOf(netmask) : 128),
      internal,
    })),
  }));
}

/** cidr is null where the netmask is not contiguous. */
function prefixOf(cidr: string | null): number | null {
  const bits = cidr?.split('/')[1];
  return bits === undefined ? null : Number(bits);
}

function bitsOf(netmask: string): number {
  return netmask
    .split('.')
    .map((octet) => Number(octet).toString(2).replaceAll('0', '').length)
    .reduce((sum, bits) => sum + bits, 0);
}

import { BlockList, isIP } from 'node:net';

/** Names Docker Desktop gives the host and its VM (Docker docs, "Networking on Docker Desktop"), and the loopback's. */
const NAMES: readonly string[] = ['host.docker.internal', 'gateway.docker.internal', 'localhost'];

/** Loopback, private and link-local: RFC 1122 §3.2.1.3, RFC 1918, RFC 3927; RFC 4291 §2.5.3, RFC 4193, RFC 4291 §2.5.6. */
const NETS = new BlockList();
NETS.addSubnet('127.0.0.0', 8, 'ipv4');
NETS.addSubnet('10.0.0.0', 8, 'ipv4');
NETS.addSubnet('172.16.0.0', 12, 'ipv4');
NETS.addSubnet('192.168.0.0', 16, 'ipv4');
NETS.addSubnet('169.254.0.0', 16, 'ipv4');
NETS.addAddress('::1', 'ipv6');
NETS.addSubnet('fc00::', 7, 'ipv6');
NETS.addSubnet('fe80::', 10, 'ipv6');

/** In words, for the sentence that refuses another one. */
export const TARGETS_IN_WORDS = `${NAMES.join(', ')}, or a loopback, private or link-local address`;

/**
 * Returns whether the bridge service may dial this literal or name. Anything else is refused: the service measures the
 * way to this computer and must be no use as a scanner of other networks. Odd spellings of addresses (`0x7f.1`, `127.1`)
 * are no literals here and no known name, so they are refused too. An IPv4-mapped literal counts as its IPv4 address.
 */
export function isAllowedTarget(target: string): boolean {
  const bare = target.split('%', 1)[0] ?? '';
  switch (isIP(bare)) {
    case 4:
      return bare === target && NETS.check(bare, 'ipv4');
    case 6:
      return NETS.check(bare, 'ipv6');
    default:
      return NAMES.includes(target.toLowerCase());
  }
}

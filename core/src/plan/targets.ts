import type { Known } from '../model/known.ts';
import type { Listener } from '../model/listener.ts';

/** What decides where a listener can be reached. */
export interface Where {
  /** Whether the engine shares this computer's network; false behind a VM, and where it could not be told. */
  readonly ownStack: boolean;
  readonly lan: Known<string>;
  readonly ipv6Loopback: boolean;
}

/** One kind of address of this computer: what to dial there, or why nothing can answer. */
export type Target =
  | { readonly expected: 'yes' | 'maybe'; readonly address: string }
  | { readonly expected: 'no'; readonly reason: string };

/** A target of each kind. */
export type Targets = Readonly<Record<'v4' | 'v6' | 'lan', Target>>;

const IPV4_ONLY = 'it listens on IPv4 only';
const IPV6_ONLY = 'it listens on IPv6 only';

/** Returns where a listener should answer on this computer, by the address and the family it is bound to. Pure. */
export function targetsOf(listener: Pick<Listener, 'address' | 'family'>, where: Where): Targets {
  const address = plainAddress(listener.address);
  const v6: Target = where.ipv6Loopback ? to('::1') : none('this computer has no ::1');
  const lan: Target = where.lan.known ? to(where.lan.value) : none(where.lan.reason);
  const local = none(`it listens on ${address}: only this computer can reach it`);
  if (address === '0.0.0.0') return { v4: to('127.0.0.1'), v6: none(IPV4_ONLY), lan };
  if (address === '::') {
    if (listener.family === 'dual') return { v4: to('127.0.0.1'), v6, lan };
    if (listener.family === 'unknown') return { v4: maybe(to('127.0.0.1')), v6, lan: maybe(lan) };
    return { v4: none(IPV6_ONLY), v6, lan: none(`${IPV6_ONLY}, and the LAN address is IPv4`) };
  }
  if (address === '127.0.0.1') return { v4: to('127.0.0.1'), v6: none(IPV4_ONLY), lan: local };
  if (address === '::1') return { v4: none(IPV6_ONLY), v6, lan: local };
  return single(address, where, lan);
}

/** A listener on one address that is neither a wildcard nor localhost. */
function single(address: string, where: Where, lan: Target): Targets {
  const six = address.includes(':');
  const family = none(six ? IPV6_ONLY : IPV4_ONLY);
  const alone = none(`it listens on ${address} alone`);
  if (isLoopback(address)) {
    // WSL 2 forwards no other loopback address than 127.0.0.1, on purpose (docker/for-win#14184).
    const v4: Target = where.ownStack ? to(address) : { expected: 'maybe', address: '127.0.0.1' };
    return { v4, v6: family, lan: none(`it listens on ${address}: only this computer can reach it`) };
  }
  if (!where.ownStack) {
    const far = none(
      `it listens on ${address}, an address of the engine’s machine that this computer does not have`,
    );
    return six ? { v4: family, v6: far, lan: far } : { v4: far, v6: family, lan: far };
  }
  // A link-local address needs a zone, the name of an interface, to be reached (RFC 4007 §6), which a list of sockets does not tell.
  const own: Target = /^fe80:/i.test(address)
    ? none(`${address} needs a zone, the name of an interface, to be reached`)
    : to(address);
  const isLan = lan.expected !== 'no' && lan.address === address;
  return six ? { v4: family, v6: own, lan: alone } : { v4: own, v6: family, lan: isLan ? lan : alone };
}

/** Returns an IPv4-mapped address as the IPv4 address it is, without a zone. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** Whether the address is one of loopback's (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(address: string): boolean {
  return address === '::1' || plainAddress(address).startsWith('127.');
}

function to(address: string): Target {
  return { expected: 'yes', address };
}

function none(reason: string): Target {
  return { expected: 'no', reason };
}

function maybe(target: Target): Target {
  return target.expected === 'no' ? target : { ...target, expected: 'maybe' };
}

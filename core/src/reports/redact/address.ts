import ipaddr from 'ipaddr.js';

/** Addresses that are the same on every machine: they say nothing of this one. */
const KEPT_RANGES = new Set(['loopback', 'unspecified', 'broadcast']);
/** Multicast groups that protocols fix: link-local scope (RFC 5771 §4, RFC 4291 §2.7), and SSDP. */
const KEPT_GROUPS = /^(?:224\.0\.0\.\d+|239\.255\.255\.250|ff0[125]:(?:0:)*[0-9a-f]{1,4})$/;

/** How ranges are told apart in a token: whether an address is private matters to a diagnosis, which one does not. */
const KINDS: Readonly<Record<string, string>> = {
  private: 'private',
  uniqueLocal: 'private',
  linkLocal: 'link-local',
  carrierGradeNat: 'shared',
  multicast: 'multicast',
  unicast: 'global',
};

/** What a literal address becomes. */
export type AddressView =
  | { readonly kept: true; readonly text: string }
  /** `stem`: the token without its number; `key`: one text for all ways to write the address. */
  | { readonly kept: false; readonly stem: string; readonly key: string; readonly mapped: boolean };

/** Returns what becomes of a literal address; null when the text is none. A zone (`%eth0`) is dropped with the address. */
export function addressView(text: string): AddressView | null {
  const bare = text.replace(/%.*$/s, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return viewOf(ipaddr.IPv4.parse(bare), false, bare);
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return null;
  const six = ipaddr.IPv6.parse(bare);
  return six.isIPv4MappedAddress() ? viewOf(six.toIPv4Address(), true, bare) : viewOf(six, false, bare);
}

function viewOf(address: ipaddr.IPv4 | ipaddr.IPv6, mapped: boolean, text: string): AddressView {
  const range = address.range();
  const key = address.toNormalizedString();
  if (KEPT_RANGES.has(range) || KEPT_GROUPS.test(key)) return { kept: true, text };
  return { kept: false, stem: `${address.kind()}-${KINDS[range] ?? 'reserved'}`, key, mapped };
}

import type { Family } from './enums.ts';

/** Returns the family of a literal address; null for a name. */
export function familyOf(address: string): Family | null {
  if (/^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address)) return 'ipv4-mapped';
  if (address.includes(':')) return 'ipv6';
  return /^\d+\.\d+\.\d+\.\d+$/.test(address) ? 'ipv4' : null;
}

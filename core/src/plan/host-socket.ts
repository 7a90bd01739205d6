import type { HostListener } from '../model/port-facts.ts';
import { plainAddress } from './targets.ts';

/** Returns the socket of the host that a connection to this address and port goes to: the most specific one. */
export function hostListenerAt<T extends HostListener>(
  listeners: readonly T[],
  transport: string,
  address: string,
  port: number,
): T | null {
  const six = address.includes(':');
  const mine = listeners.filter((one) => one.port === port && one.transport === transport);
  const exact = mine.find((one) => plainAddress(one.address) === address);
  const fits = (one: T): boolean => {
    if (one.address === '0.0.0.0') return !six;
    return one.address === '::' && (six || one.family === 'dual');
  };
  const wildcard = mine.find((one) => fits(one) && (one.address === '::') === six) ?? mine.find(fits);
  return exact ?? wildcard ?? null;
}

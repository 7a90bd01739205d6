import { networkInterfaces } from 'node:os';
import { underWine } from './command.ts';

/** Why this machine cannot hold a probe to its IPv6 promises; null where it can. */
export const noIpv6: string | null = Object.values(networkInterfaces())
  .flat()
  .some((entry) => entry?.address === '::1')
  ? null
  : 'this machine has no ::1';

/** Why POSIX signals cannot be tried; null where they can. */
export const noSignals: string | null = underWine ? 'wine has no POSIX signals to hand on' : null;

/** Why what only Linux's stack does cannot be tried; null where it can. */
export const notLinux: string | null =
  process.platform === 'linux' && !underWine ? null : "this is not a Linux program on Linux's stack";

/** Why wine is not held to what its own sockets do otherwise than Windows'; null elsewhere. */
export const wineSockets = (why: string): string | null => (underWine ? `wine ${why}` : null);

/** Returns `it`, or, with a reason, a skip that carries the reason in its name. */
export function itUnless(reason: string | null): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (reason === null) it(name, run);
    else it.skip(`${name} — skipped: ${reason}`, run);
  };
}

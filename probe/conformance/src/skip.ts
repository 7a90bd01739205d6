import { networkInterfaces } from 'node:os';
import { underWine } from './command.ts';

/** Why this machine cannot hold a probe to its IPv6 promises; null where it can. */
export const noIpv6: string | null = Object.values(networkInterfaces())
  .flat()
  .some((entry) => entry?.address === '::1')
  ? null
  : 'this machine has no ::1';

/** Why what only Linux's stack does cannot be tried; null where it can, as under wine, whose sockets are Linux's. */
export const notLinux: string | null = process.platform === 'linux' ? null : 'this machine is not Linux';

/** What wine does otherwise than Windows, or Windows than POSIX: the reason of a skip there; null elsewhere. */
export const whereWine = (why: string): string | null => (underWine ? `wine ${why}` : null);

/** Returns `it`, or, with a reason, a skip that carries the reason in its name. */
export function itUnless(reason: string | null): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (reason === null) it(name, run);
    else it.skip(`${name} — skipped: ${reason}`, run);
  };
}

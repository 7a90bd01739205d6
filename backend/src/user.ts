import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The unprivileged user and group of the service, `nobody` of most Linux systems. */
export const SERVICE_ID = 65534;

const CAP_SETGID = 6n;
const CAP_SETUID = 7n;

/** Returns whether this process is root and may become another user: capabilities(7), `CapEff` of proc_pid_status(5). */
export function mayChangeUser(status: string = readFileSync('/proc/self/status', 'utf8')): boolean {
  if (process.getuid?.() !== 0) return false;
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return ((effective >> CAP_SETGID) & 1n) === 1n && ((effective >> CAP_SETUID) & 1n) === 1n;
}

/**
 * Lets the service's group use the history: the folder, what is in it, and the folders above it from `made` on, the
 * topmost one that was made just now (null when none was). Changes only what this process owns and may give to the
 * group; the rest is left, and the routes then say what is wrong.
 */
export function shareWithGroup(dir: string, made: string | null): void {
  for (let above = dirname(dir); made !== null && above.length >= made.length; above = dirname(above))
    attempt(() => share(above, 0o2770));
  attempt(() => {
    share(dir, 0o2770);
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.isFile()) attempt(() => share(join(dir, entry.name), 0o660));
    }
  });
}

/** Becomes the unprivileged user for good. Throws when the system refuses. */
export function becomeServiceUser(): void {
  process.setgroups?.([]);
  process.setgid?.(SERVICE_ID);
  process.setuid?.(SERVICE_ID);
}

function share(path: string, mode: number): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.gid !== SERVICE_ID) chownSync(path, -1, SERVICE_ID);
  if ((stat.mode & 0o7777) !== mode) chmodSync(path, mode);
}

function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Not ours to change.
  }
}

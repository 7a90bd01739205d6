import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Label on everything a stand-in makes on an engine: its id. */
export const STANDIN_LABEL = 'hostnet.standin';
/** Label that says which process owns it, so that a later stand-in can tell a crashed owner from a living one. */
export const OWNER_LABEL = 'hostnet.standin.owner';
/** Label on volumes of an installation that outlives its stand-in (`--state`): nobody reaps these. */
export const KEPT_LABEL = 'hostnet.standin.kept';
/** Environment variable in every process a stand-in starts on the host: its id. */
export const PROCESS_MARK = 'HOSTNET_STANDIN';

/** Who a stand-in is. */
export interface Identity {
  /** Random, eight hex digits. */
  readonly id: string;
  /** `<hostname>/<pid>/<start time of the process>`. */
  readonly owner: string;
}

/**
 * When a process started, in clock ticks since boot (proc(5), field 22 of /proc/PID/stat), or '' where there is no
 * /proc; null when there is no such process.
 */
function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold spaces and parentheses itself.
    const afterCommand = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie no longer runs.
    return afterCommand[0] === 'Z' ? null : (afterCommand[19] ?? '');
  } catch {
    if (process.platform === 'linux') return null;
    try {
      process.kill(pid, 0);
      return '';
    } catch {
      return null;
    }
  }
}

/** Returns a new identity for this process. */
export function newIdentity(): Identity {
  return {
    id: randomBytes(4).toString('hex'),
    owner: `${hostname()}/${process.pid}/${startTimeOf(process.pid) ?? ''}`,
  };
}

/** Returns whether an owner has certainly gone. An owner on another machine, or an unreadable one, counts as living. */
export function ownerIsGone(owner: string): boolean {
  const [host, pid, startTime] = owner.split('/');
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false;
  const now = startTimeOf(Number(pid));
  return now === null || (now !== '' && startTime !== '' && now !== startTime);
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ListeningEntry } from '@hostnet/core/protocol/probe';
import { containerOf } from './cgroup.ts';

/** A socket and every process known to have it open; inode 0 is a socket of the kernel itself, null is not told. */
export interface Held {
  readonly entry: Omit<ListeningEntry, 'pid' | 'process' | 'container'>;
  readonly inode: number | null;
  readonly pids: readonly number[];
}

type Owner = Pick<ListeningEntry, 'pid' | 'process' | 'container'>;

const NOBODY: Owner = { pid: null, process: null, container: null };

/** Returns each socket with its owner: the process with the lowest pid, but the service rather than the systemd that opened its socket (systemd.socket(5)). */
export async function withOwners(sockets: readonly Held[]): Promise<ListeningEntry[]> {
  const own = await textOf('self/cgroup');
  const known = new Map<number, Promise<Owner>>();
  const owner = (pid: number): Promise<Owner> => {
    let one = known.get(pid);
    if (!one) known.set(pid, (one = ownerOf(pid, own)));
    return one;
  };
  return Promise.all(
    sockets.map(async ({ entry, pids }) => {
      const [first, second] = [...pids].sort((a, b) => a - b);
      if (first === undefined) return { ...entry, ...NOBODY };
      const one = await owner(first);
      const better = one.process === 'systemd' && second !== undefined ? await owner(second) : one;
      return { ...entry, ...better };
    }),
  );
}

/** Why the owner of some socket could not be told; null when of all. */
export function whyNotAll(sockets: readonly Held[], uid: number): string | null {
  const missing = sockets.filter(({ pids }) => pids.length === 0);
  if (missing.length === 0) return null;
  if (missing.every(({ inode }) => inode === 0)) return 'sockets of the kernel itself belong to no process';
  return uid === 0
    ? 'some sockets belong to processes that are not visible from here'
    : 'processes of other users cannot be read without root';
}

async function ownerOf(pid: number, own: string): Promise<Owner> {
  const [name, groups] = await Promise.all([textOf(`${pid}/comm`), textOf(`${pid}/cgroup`)]);
  return { pid, process: name.replace(/\n$/, '') || null, container: containerOf(groups, own) };
}

function textOf(path: string): Promise<string> {
  return readFile(`/proc/${path}`, 'utf8').catch(() => '');
}

/** Returns which processes have each of these sockets open, by inode, from /proc/PID/fd, all of it read once (proc(5)). */
export async function holdersOf(inodes: ReadonlySet<number>): Promise<Map<number, number[]>> {
  const holders = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    for (const inode of socketsOf(pid)) {
      if (!inodes.has(inode)) continue;
      const pids = holders.get(inode) ?? [];
      if (!pids.includes(pid)) holders.set(inode, [...pids, pid]);
    }
    // Each process is read in one go, which is faster by far than a promise a file; dials go on between two.
    await setImmediate();
  }
  return holders;
}

function socketsOf(pid: number): number[] {
  const folder = `/proc/${pid}/fd`;
  return entriesOf(folder).flatMap((fd) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1];
      return inode === undefined ? [] : [Number(inode)];
    } catch {
      return []; // closed since, or not ours to read
    }
  });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // ended since, or not ours to read
  }
}

/** Returns `net.ipv4.ip_unprivileged_port_start` of this namespace (kernel ip-sysctl); null where it is not told. */
export function unprivilegedPortStart(): number | null {
  try {
    const port = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'latin1').trim());
    return Number.isInteger(port) ? port : null;
  } catch {
    return null;
  }
}

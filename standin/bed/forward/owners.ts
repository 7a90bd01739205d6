import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, markProcess } from '../engine/processes.ts';
import type { Owner } from './types.ts';

/** Returns the inodes of the sockets a process holds. */
export function socketInodes(pid: number | 'self'): Set<number> {
  const inodes = new Set<number>();
  const folder = `/proc/${pid}/fd`;
  for (const fd of names(folder)) {
    try {
      const match = /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`));
      if (match?.[1]) inodes.add(Number(match[1]));
    } catch {
      // Closed between the two calls.
    }
  }
  return inodes;
}

/** Returns who holds these sockets of the VM: a container, or the engine's proxy of a published port; others are left out. One walk for all. */
export function ownersOf(
  inodes: readonly number[],
  engine: { cgroup: string; dockerdPid: number },
): Map<number, Owner> {
  const found = new Map<number, Owner>();
  const look = (pids: readonly number[], owner: Owner): void => {
    for (const pid of pids) {
      const held = socketInodes(pid);
      for (const inode of inodes) if (held.has(inode) && !found.has(inode)) found.set(inode, owner);
    }
  };
  look(containerPids(engine.cgroup), 'container');
  if (found.size === inodes.length) return found;
  const proxies = childrenOf(engine.dockerdPid).filter((pid) =>
    /(^|\/)docker-proxy /.test(`${markProcess(pid)?.command ?? ''} `),
  );
  look(proxies, 'published');
  return found;
}

/** Returns the pids of all containers of an engine, by its parent cgroup: cgroup v1's pids controller, or v2. */
function containerPids(cgroup: string): number[] {
  return [`/sys/fs/cgroup/pids/${cgroup}`, `/sys/fs/cgroup/${cgroup}`].flatMap(pidsBelow);
}

function pidsBelow(folder: string): number[] {
  const own = lines(join(folder, 'cgroup.procs')).map(Number);
  return [...own, ...names(folder, true).flatMap((name) => pidsBelow(join(folder, name)))];
}

function lines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

function names(folder: string, foldersOnly = false): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !foldersOnly || entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

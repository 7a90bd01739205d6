import type { ListeningEntry } from '@hostnet/core/protocol/probe';
import { endpointOf, familyOf } from './found.ts';

/** What `ss` (iproute2) is asked: no header, listening, numeric, TCP and UDP, processes, extended, one line each (ss(8)). */
export const SS_ARGS = ['-H', '-l', '-n', '-t', '-u', '-p', '-e', '-O'] as const;

/** A socket as `ss` tells it, before its process is looked up. */
export interface SsSocket extends Pick<
  ListeningEntry,
  'transport' | 'address' | 'port' | 'family' | 'uid' | 'queued'
> {
  /** Every process that has it open, in the order told. */
  readonly pids: readonly number[];
  /** 0 is a socket of the kernel itself. */
  readonly inode: number | null;
}

const UID = /(?:^|\s)uid:(\d+)(?:\s|$)/;
const INODE = /(?:^|\s)ino:(\d+)(?:\s|$)/;
const V6ONLY = /(?:^|\s)v6only:(\d+)(?:\s|$)/;

/**
 * Returns the sockets in the output of `ss`; lines of any other form are left out. `*` is the address `::` of a socket
 * that takes IPv4 too, or of one of which that is not known: `v6only` alone tells, which is only printed when the kernel
 * answered sock_diag.
 */
export function parseSs(text: string): SsSocket[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(tcp|udp)\s+(LISTEN|UNCONN)\s+(\d+)\s+\d+\s+(\S+)\s+\S+(?:\s(.*))?$/.exec(line);
    const local = endpointOf(match?.[4] ?? '');
    if (!match || !local) return [];
    const transport = match[1] === 'udp' ? 'udp' : 'tcp';
    const address = local.address === '*' ? '::' : local.address;
    const users = /users:\(.*\)/.exec(match[5] ?? '')?.[0] ?? '';
    // A process may be named anything: what follows its name is read, and other fields only after the last of them.
    const rest = (match[5] ?? '').slice((match[5] ?? '').indexOf(users) + users.length);
    const field = (pattern: RegExp): number | null => {
      const value = pattern.exec(rest)?.[1];
      return value === undefined ? null : Number(value);
    };
    const v6Only = field(V6ONLY);
    return [
      {
        transport,
        address,
        port: local.port,
        family: familyOf(address, v6Only === null ? null : v6Only === 1),
        // Root's is not printed.
        uid: field(UID) ?? 0,
        pids: [...users.matchAll(/,pid=(\d+),fd=\d+\)/g)].map(([, pid]) => Number(pid)),
        inode: field(INODE),
        queued: transport === 'tcp' ? Number(match[3]) : null,
      },
    ];
  });
}

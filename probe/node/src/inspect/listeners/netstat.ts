import type { ListeningEntry } from '@hostnet/core/protocol/probe';
import { endpointOf, familyOf } from './found.ts';

/** What Windows' `netstat` and `tasklist` are asked: all sockets, numeric, with pids; every process, as CSV without heading. */
export const NETSTAT_ARGS = ['-a', '-n', '-o'] as const;
export const TASKLIST_ARGS = ['/fo', 'csv', '/nh'] as const;

/**
 * Returns the listening sockets in the output of `netstat -ano`, names from `tasklist /fo csv /nh`, "" when there are
 * none. States are printed in the system's language, so a listener is known by its foreign port 0. A socket that takes
 * both families is printed once for each.
 */
export function parseNetstat(sockets: string, tasks: string): ListeningEntry[] {
  const names = new Map(
    [...tasks.matchAll(/^"([^"]*)","(\d+)",/gm)].map(([, name, pid]) => [Number(pid), name ?? '']),
  );
  return sockets.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [protocol, at = '', foreign = ''] = columns;
    const pid = Number(columns.at(-1));
    const tcp = protocol === 'TCP' && columns.length >= 5 && foreign.endsWith(':0');
    const udp = protocol === 'UDP' && columns.length === 4 && foreign === '*:*';
    const local = endpointOf(at);
    if ((!tcp && !udp) || !local || !Number.isInteger(pid)) return [];
    return [
      {
        transport: tcp ? ('tcp' as const) : ('udp' as const),
        ...local,
        family: familyOf(local.address, null),
        uid: null,
        pid,
        process: names.get(pid) ?? null,
        container: null,
      },
    ];
  });
}

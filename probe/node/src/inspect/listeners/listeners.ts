import { readListening } from '../sockets.ts';
import { familyOf, ownersOf, type Found } from './found.ts';
import { LSOF_ARGS, parseLsof } from './lsof.ts';
import { NETSTAT_ARGS, parseNetstat, TASKLIST_ARGS } from './netstat.ts';
import { holdersOf, unprivilegedPortStart, whyNotAll, withOwners, type Held } from './owners.ts';
import { tell } from './run.ts';
import { parseSs, SS_ARGS } from './ss.ts';

/** Returns every listening socket with its owner, as far as this user's rights reach, by the system's own tool. Throws with the reason where there is none. */
export async function findListeners(signal: AbortSignal, platform = process.platform): Promise<Found> {
  switch (platform) {
    case 'linux':
      return onLinux(signal);
    case 'darwin':
      return onMacOS(signal);
    case 'win32':
      return onWindows(signal);
    default:
      throw new Error(`listening sockets are not read on ${platform}`);
  }
}

async function onLinux(signal: AbortSignal): Promise<Found> {
  const { text, fault } = await tell('ss', SS_ARGS, signal);
  const sockets: Held[] =
    fault === null
      ? parseSs(text).map(({ pids, inode, ...entry }) => ({ entry, pids, inode }))
      : await fromTables();
  const blind = sockets.some(({ entry }) => entry.family === 'unknown');
  const told = fault ?? 'the kernel refused sock_diag';
  const reasons = [
    whyNotAll(sockets, process.geteuid?.() ?? -1),
    blind ? `${told}, so a socket on :: may take IPv4 too or not` : null,
  ].filter((reason) => reason !== null);
  const listeners = await withOwners(sockets);
  const reason = reasons.length === 0 ? null : reasons.join('; ');
  return { listeners, owners: ownersOf(listeners), reason, unprivilegedPortStart: unprivilegedPortStart() };
}

/** Without `ss`: /proc/net, which does not show IPV6_V6ONLY, and /proc/PID/fd. */
async function fromTables(): Promise<Held[]> {
  const sockets = await readListening();
  const holders = await holdersOf(new Set(sockets.map(({ inode }) => inode).filter((inode) => inode !== 0)));
  return sockets.map(({ transport, local, uid, inode, received }) => ({
    entry: {
      transport,
      ...local,
      family: familyOf(local.address, null),
      uid,
      queued: transport === 'tcp' ? received : null,
    },
    inode,
    pids: holders.get(inode) ?? [],
  }));
}

async function onMacOS(signal: AbortSignal): Promise<Found> {
  const { text, fault } = await tell('lsof', LSOF_ARGS, signal, 1);
  if (fault !== null) throw new Error(fault);
  const listeners = parseLsof(text);
  // An ordinary user is shown the sockets of its own processes alone, so the list itself is of some.
  const root = process.geteuid?.() === 0;
  return {
    listeners,
    owners: root ? ownersOf(listeners) : 'some',
    reason: root ? null : 'sockets of other users are not listed without root',
    unprivilegedPortStart: null,
  };
}

async function onWindows(signal: AbortSignal): Promise<Found> {
  const [sockets, tasks] = await Promise.all([
    tell('netstat', NETSTAT_ARGS, signal),
    tell('tasklist', TASKLIST_ARGS, signal),
  ]);
  if (sockets.fault !== null) throw new Error(sockets.fault);
  const listeners = parseNetstat(sockets.text, tasks.text);
  const reason = tasks.fault === null ? null : `names of processes are not known: ${tasks.fault}`;
  return { listeners, owners: ownersOf(listeners), reason, unprivilegedPortStart: null };
}

import { REJECTED } from '../../words/reach-reasons.ts';
import type { Listener } from '../../model/listener.ts';
import type { HostNetworking, PortRow, Reach } from '../../model/ports-report.ts';

/** Whether this address answered, and the connection is not known to have gone to somebody else. */
export function reachIsFine(cell: Reach): boolean {
  return cell.outcome === 'reachable';
}

/** Returns one sentence on what keeps a listener from being reached, null when nothing does or nothing was measured. */
export function whyNot(
  listener: Listener,
  reach: PortRow['reach'],
  hostNetworking: HostNetworking,
): string | null {
  const cells = Object.values(reach);
  const failed = cells.find(
    (cell) => cell.expected === 'yes' && !reachIsFine(cell) && cell.outcome !== 'not-measured',
  );
  if (failed) return failure(listener, failed, hostNetworking);
  if (listener.transport === 'tcp' && !cells.some(reachIsFine)) return bound(listener, reach);
  return partly(listener, reach);
}

function failure(listener: Listener, cell: Reach, hostNetworking: HostNetworking): string {
  const at = cell.address ?? 'this computer';
  switch (cell.outcome) {
    case 'wrong-listener':
      return `Something else on this computer answers at ${at}: ${cell.reason ?? 'the connection did not arrive in host mode'}.`;
    case 'timed-out':
      return `Nothing comes back from ${at}: a firewall drops it.`;
    case 'refused':
    case 'closed':
    case 'reset':
      // A published port needs no host networking.
      if (hostNetworking.state === 'does-not-work' && !listener.publishedBy) return hostNetworking.sentence;
      if (hostNetworking.state === 'own-stack')
        return cell.reason === REJECTED
          ? `A program listens there, and ${at} refuses the connection: a firewall rejects it.`
          : `${at} ${verb(cell)}, although it listens: it ended, or a firewall rejects the connection.`;
      return `${at} ${verb(cell)}: this computer does not reach ${(listener.publishedBy ?? listener.container)?.name ?? 'it'} there.`;
    default:
      return `${at} could not be reached (${cell.outcome}${cell.reason === null ? '' : `, ${cell.reason}`}).`;
  }
}

function verb(cell: Reach): string {
  return cell.outcome === 'refused' ? 'refuses the connection' : 'accepts the connection and hangs up';
}

/** Nothing answered, and nothing failed: the address it is bound to is the reason, or nothing was measured. */
function bound(listener: Listener, { v4, v6 }: PortRow['reach']): string | null {
  const cell = listener.address.includes(':') ? v6 : v4;
  return cell.expected === 'no' && cell.reason !== null ? sentence(cell.reason) : null;
}

/** It answers where it can; what it cannot do by the address it is bound to. */
function partly(listener: Listener, { v4, v6, lan }: PortRow['reach']): string | null {
  if (lan.expected === 'no' && lan.reason?.includes('this computer alone') === true)
    return sentence(lan.reason);
  const elsewhere = [v4, v6, lan].flatMap(({ expected, reason }) =>
    expected === 'no' && reason?.includes(' goes to ') === true ? [reason] : [],
  );
  if (elsewhere[0] !== undefined) return `${elsewhere[0]}.`;
  if (v4.expected === 'no' && v6.expected !== 'no' && listener.address === '::')
    return 'It listens on IPv6 only: 127.0.0.1 does not reach it.';
  return null;
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

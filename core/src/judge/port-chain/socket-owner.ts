import { hostListenerAt } from '../../plan/host-socket.ts';
import { isForwarder } from '../../knowledge/forwarders.ts';
import { systemService } from '../../knowledge/system-services.ts';
import { HANGS_UP } from '../../words/reach-reasons.ts';
import type { Known } from '../../model/known.ts';
import type { HostListener, PortReach } from '../../model/port-facts.ts';

export { hostListenerAt };

/**
 * Whether this socket of the host is known to belong to somebody else than the forwarder. Without the forwarder's own
 * process nobody is called a stranger but by the name of a system service.
 */
export function isStranger(one: HostListener, forwarder: ReadonlySet<number>): boolean {
  if (systemService(one) !== null) return true;
  if (one.pid === null || one.process === null || isForwarder(one.process)) return false;
  return forwarder.size > 0 && !forwarder.has(one.pid);
}

/** Names a socket's owner for people. */
export function ownerName(one: HostListener): string {
  const service = systemService(one);
  const process = one.process ?? 'a process that could not be named';
  const pid = one.pid === null ? '' : ` (pid ${one.pid})`;
  return service === null ? `${process}${pid}` : `${service}, ${process}${pid}`;
}

/**
 * Returns a dial of a port that is asked about as a program's of this computer: what that program answers is the right answer,
 * and no other program's.
 */
export function answerOfOwn(
  one: PortReach,
  own: HostListener,
  listeners: Known<readonly HostListener[]>,
): PortReach {
  const hangsUp = one.outcome === 'closed' || one.outcome === 'reset';
  if (!listeners.known || (one.outcome !== 'wrong-listener' && !hangsUp)) return one;
  const at = hostListenerAt(listeners.value, one.transport, one.address, one.port);
  if (at?.pid !== own.pid) return one;
  return { ...one, outcome: 'reachable', reason: hangsUp ? HANGS_UP : null };
}

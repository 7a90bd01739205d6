import type { Lane } from '../../model/lane.ts';
import { cellsOf, isAlive } from '../cells.ts';

/** Outcomes that lost packets can cause. */
const LOSS_LIKE: readonly Lane['outcome'][] = ['timed-out', 'request-lost', 'reply-lost'];

/** Whether lost packets could have caused this outcome. */
export function isLossLike(lane: Lane): boolean {
  return LOSS_LIKE.includes(lane.outcome);
}

/** Datagrams of the try that decided: sent, and not answered. Earlier tries were refused, which is no loss. */
export function countsOf(lane: Lane): { readonly sent: number; readonly lost: number } {
  const dialler = lane.evidence.dialler;
  if (!dialler) return { sent: 0, lost: 0 };
  const { lastSent, lastAnswered, sent, answered, tries } = dialler;
  if (lastSent !== undefined) return { sent: lastSent, lost: Math.max(0, lastSent - (lastAnswered ?? 0)) };
  return tries === 1 ? { sent, lost: Math.max(0, sent - answered) } : { sent: 0, lost: 0 };
}

/**
 * Whether packets are seen to be lost now and then: a UDP lane was answered, but not every datagram of it; or a UDP lane
 * ran dry in a cell where others are answered. One dead path is no loss.
 */
export function lossIsEvident(lanes: readonly Lane[]): boolean {
  return lossyLanes(lanes).length > 0;
}

/** Below this likelihood chance is no explanation: several groups of lanes are looked at in one run, and none shall be named by chance. */
const UNLIKELY = 0.02;

/**
 * Whether the loss that was seen explains that all these lanes ran out of time together. The share of lost round trips is
 * counted over all UDP lanes, those that ran dry included: lanes that answered early would make it look smaller than it is.
 * A TCP lane dies with its handshake, since a lost SYN is sent again after a second at the earliest (RFC 6298 §2.1), or with
 * its echo; a UDP lane with its three datagrams.
 */
export function lossExplains(dead: readonly Lane[], lanes: readonly Lane[]): boolean {
  if (!lossIsEvident(lanes) || !dead.every(isLossLike)) return false;
  const udp = lanes.filter(
    (lane) =>
      lane.role === 'verdict' &&
      lane.transport === 'udp' &&
      (lane.outcome === 'reachable' || isLossLike(lane)),
  );
  const sent = udp.reduce((sum, lane) => sum + countsOf(lane).sent, 0);
  const lost = udp.reduce((sum, lane) => sum + countsOf(lane).lost, 0);
  const share = sent === 0 ? 0 : lost / sent;
  const likelihood = dead.reduce(
    (product, lane) => product * (lane.transport === 'udp' ? share ** 3 : 1 - (1 - share) ** 2),
    1,
  );
  return likelihood > UNLIKELY;
}

/** The UDP lanes that show it. */
export function lossyLanes(lanes: readonly Lane[]): Lane[] {
  return lanes.filter(
    (lane) =>
      lane.role === 'verdict' &&
      lane.transport === 'udp' &&
      lane.outcome === 'reachable' &&
      countsOf(lane).lost > 0,
  );
}

/** Promised lanes that failed in a way loss explains, while loss is evident. */
export function failedByLoss(lanes: readonly Lane[]): Lane[] {
  if (!lossIsEvident(lanes)) return [];
  return cellsOf(lanes).flatMap((cell) => {
    const dry = cell.measured.filter(isLossLike);
    return isAlive(cell) || lossExplains(dry, lanes) ? dry : [];
  });
}

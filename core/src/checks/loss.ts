import type { Lane } from '../lanes/lane.ts';
import { cellsOf, isAlive } from '../judge/cells.ts';

/** Outcomes that lost packets can cause. */
const LOSS_LIKE: readonly Lane['outcome'][] = ['timed-out', 'request-lost', 'reply-lost'];

/** Whether lost packets could have caused this outcome. */
export function isLossLike(lane: Lane): boolean {
  return LOSS_LIKE.includes(lane.outcome);
}

/** Datagrams of a lane that were sent and not answered. Counts are over all tries, so a lane that was refused at first shows nothing. */
export function lostOn(lane: Lane): number {
  const dialler = lane.evidence.dialler;
  return dialler?.tries === 1 ? Math.max(0, dialler.sent - dialler.answered) : 0;
}

/**
 * Whether packets are seen to be lost now and then: a UDP lane was answered, but not every datagram of it; or a UDP lane
 * ran dry in a cell where others are answered. One dead path is no loss.
 */
export function lossIsEvident(lanes: readonly Lane[]): boolean {
  return lossyLanes(lanes).length > 0;
}

/** The UDP lanes that show it. */
export function lossyLanes(lanes: readonly Lane[]): Lane[] {
  return lanes.filter(
    (lane) =>
      lane.role === 'verdict' && lane.transport === 'udp' && lane.outcome === 'reachable' && lostOn(lane) > 0,
  );
}

/** Promised lanes that failed in a way loss explains, while their cell is alive or loss is evident. */
export function failedByLoss(lanes: readonly Lane[]): Lane[] {
  if (!lossIsEvident(lanes)) return [];
  const alive = cellsOf(lanes).filter(isAlive);
  return alive.flatMap((cell) => cell.measured.filter(isLossLike));
}

import type { Lane } from '../../model/lane.ts';
import { isLossLike } from '../../model/loss-like.ts';
import { cellsOf, directionOf, isAlive } from '../cells.ts';
import { passingMoment } from './passing-moment.ts';
import { countsOf, likelihoodOf, total, triesOf, upperShare } from './loss-counts.ts';

/**
 * Whether packets are seen to be lost now and then: a lane that counts was answered, but not every datagram or every dial of
 * it. One dead path is no loss.
 */
export function lossIsEvident(lanes: readonly Lane[]): boolean {
  return lossyLanes(lanes, 'udp').length > 0 || lossyLanes(lanes, 'tcp').length > 0;
}

/** The lanes of a transport that show it; none where only a busy moment made them late. */
export function lossyLanes(lanes: readonly Lane[], transport: 'tcp' | 'udp'): Lane[] {
  if (passingMoment(lanes) !== null) return [];
  return lanes.filter(
    (lane) =>
      lane.role === 'verdict' &&
      lane.transport === transport &&
      lane.outcome === 'reachable' &&
      (transport === 'udp' ? countsOf(lane).lost > 0 : triesOf(lane).some((one) => isLossLike(one))),
  );
}

/** Below this likelihood chance is no explanation: many lanes and groups of them are looked at in one run, and none shall be named by chance. */
const UNLIKELY = 0.001;

/**
 * Whether the loss that was seen on other lanes explains that all these ran out of time each time they were dialled. The
 * share of lost round trips is the upper bound of what was counted there, of the transport that loses more.
 */
export function lossExplains(dead: readonly Lane[], lanes: readonly Lane[]): boolean {
  const others = lanes.filter((lane) => !dead.includes(lane));
  if (!lossIsEvident(others) || !dead.every(isLossLike)) return false;
  // Chance leaves something of a transport.
  const answered = (transport: Lane['transport']) =>
    others.some((lane) => lane.transport === transport && lane.outcome === 'reachable');
  if (!dead.every((lane) => answered(lane.transport))) return false;
  const share = Math.max(
    ...(['tcp', 'udp'] as const).map((transport) => upperShare(counted(others, transport))),
  );
  const likelihood = dead.reduce(
    (product, lane) =>
      triesOf(lane).reduce((all, one) => all * likelihoodOf(one, lane.transport, share), product),
    1,
  );
  return likelihood > UNLIKELY;
}

function counted(lanes: readonly Lane[], transport: 'tcp' | 'udp') {
  const mine = lanes.filter(
    (lane) =>
      lane.role === 'verdict' &&
      lane.transport === transport &&
      (lane.outcome === 'reachable' || isLossLike(lane)),
  );
  return total(mine.map(countsOf));
}

/** Lanes between computer and container that failed in a way loss explains, while loss is evident: none of them is named as dead. */
export function failedByLoss(lanes: readonly Lane[]): Lane[] {
  if (!lossIsEvident(lanes)) return [];
  const inCells = cellsOf(lanes).flatMap((cell) => {
    const dry = cell.measured.filter(isLossLike);
    if (isAlive(cell)) return dry.filter((lane) => lossExplains([lane], lanes));
    return lossExplains(dry, lanes) ? dry : [];
  });
  const beside = lanes.filter(
    (lane) =>
      lane.role !== 'verdict' &&
      directionOf(lane) !== null &&
      isLossLike(lane) &&
      lossExplains([lane], lanes),
  );
  return [...inCells, ...beside];
}

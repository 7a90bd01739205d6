import type { Lane } from '../model/lane.ts';

/** A direction the feature promises. */
export type Direction = 'host-to-container' | 'container-to-host';

/** One combination the feature promises: direction × transport × family. */
export interface Cell {
  readonly direction: Direction;
  readonly transport: 'tcp' | 'udp';
  readonly family: 'ipv4' | 'ipv6';
  /** Its lanes that count and were measured. */
  readonly measured: readonly Lane[];
  /** Its lanes that count and were not measured because the instrument failed. */
  readonly unproven: readonly Lane[];
}

/** Returns the cells of the lanes that count towards the verdict. Cells with no lane at all are left out. */
export function cellsOf(lanes: readonly Lane[]): Cell[] {
  const counting = lanes.filter((lane) => lane.role === 'verdict' && directionOf(lane) !== null);
  const cells: Cell[] = [];
  for (const direction of ['host-to-container', 'container-to-host'] as const) {
    for (const transport of ['tcp', 'udp'] as const) {
      for (const family of ['ipv4', 'ipv6'] as const) {
        const mine = counting.filter(
          (lane) => directionOf(lane) === direction && lane.transport === transport && lane.family === family,
        );
        const measured = mine.filter((lane) => lane.outcome !== 'not-measured');
        const unproven = mine.filter((lane) => lane.outcome === 'not-measured' && lane.missing !== 'absent');
        if (measured.length + unproven.length > 0)
          cells.push({ direction, transport, family, measured, unproven });
      }
    }
  }
  return cells;
}

/** The direction of a lane between computer and host-mode container; null for any other lane. */
export function directionOf(lane: Pick<Lane, 'from' | 'to'>): Direction | null {
  if (lane.from === 'host' && lane.to === 'host-mode') return 'host-to-container';
  if (lane.from === 'host-mode' && lane.to === 'host') return 'container-to-host';
  return null;
}

/**
 * Whether all of the cell was measured and none of it was answered, not even by the wrong program. A cell with a lane that
 * the instrument could not measure is not dead: it is not known.
 */
export function isDead(cell: Cell): boolean {
  return (
    isWholly(cell) &&
    cell.measured.every((lane) => lane.outcome !== 'reachable' && lane.outcome !== 'wrong-listener')
  );
}

/** Whether something of the cell was measured and nothing of it is unproven. */
export function isWholly(cell: Cell): boolean {
  return cell.measured.length > 0 && cell.unproven.length === 0;
}

/** Promised lanes without a family: names that did not resolve, or were not dialled. They belong to no cell. */
export function nameless(lanes: readonly Lane[]): Lane[] {
  return lanes.filter(
    (lane) => lane.role === 'verdict' && directionOf(lane) !== null && lane.family === null,
  );
}

/** Whether at least one lane of the cell was answered. */
export function isAlive(cell: Cell): boolean {
  return cell.measured.some((lane) => lane.outcome === 'reachable');
}

import type { Lane } from '../model/lane.ts';
import type { Transport } from '../words/enums.ts';

/** How a cell is to be painted. `fault` breaks a promise; `plain` is a property of the platform (red and grey). */
export type Tone = 'ok' | 'fault' | 'plain' | 'unmeasured';

/** One cell: a mark and a word, so that colour never speaks alone. */
export interface Cell {
  readonly tone: Tone;
  readonly mark: '✓' | '✗' | '○' | '–';
  readonly word: string;
}

/** All lanes of one dialled address, both directions. A null cell means that no such lane was planned. */
export interface MatrixRow {
  readonly address: string;
  /** In the order of MATRIX_COLUMNS. */
  readonly cells: readonly (Cell | null)[];
}

/** The four columns of the matrix, in order. */
export const MATRIX_COLUMNS: readonly {
  readonly group: string;
  readonly transport: Transport;
  readonly from: 'host' | 'host-mode';
}[] = [
  { group: 'computer → container', transport: 'tcp', from: 'host' },
  { group: 'computer → container', transport: 'udp', from: 'host' },
  { group: 'container → computer', transport: 'tcp', from: 'host-mode' },
  { group: 'container → computer', transport: 'udp', from: 'host-mode' },
];

/** Whether this lane's failure is a fault: it was measured, the feature promises it, and it did not come through. */
export function isFault(lane: Lane): boolean {
  return (
    lane.role === 'verdict' &&
    lane.expected !== 'unreachable' &&
    lane.outcome !== 'reachable' &&
    lane.outcome !== 'not-measured'
  );
}

/** Returns the cell of one lane or of several that share direction, transport and dialled address; null for none. */
export function cellOf(lanes: readonly Lane[]): Cell | null {
  const counted = lanesThatCount(lanes);
  const [first] = counted;
  if (!first) return null;
  const reachable = counted.filter((lane) => lane.outcome === 'reachable').length;
  const missing = counted.filter((lane) => lane.outcome === 'not-measured').length;
  const word = wordOf(counted, reachable, missing, first);
  if (missing === counted.length) return { tone: 'unmeasured', mark: '–', word };
  if (counted.some(isFault)) return { tone: 'fault', mark: '✗', word };
  if (reachable === counted.length) return { tone: 'ok', mark: '✓', word };
  return reachable + missing === counted.length
    ? { tone: 'unmeasured', mark: '–', word }
    : { tone: 'plain', mark: '○', word };
}

/** Returns one row for each address dialled between computer and host-mode container, in the order of the plan. */
export function laneMatrix(lanes: readonly Lane[]): MatrixRow[] {
  const addresses = new Set<string>();
  for (const lane of lanes) if (isBetween(lane)) addresses.add(lane.address);
  return [...addresses].map((address) => ({
    address,
    cells: MATRIX_COLUMNS.map((column) =>
      cellOf(
        lanes.filter(
          (lane) =>
            isBetween(lane) &&
            lane.from === column.from &&
            lane.transport === column.transport &&
            lane.address === address,
        ),
      ),
    ),
  }));
}

/** Whether a lane runs between the computer and the host-mode container, either way: the question itself, not a control. */
export function isBetween(lane: Lane): boolean {
  return (
    (lane.from === 'host' && lane.to === 'host-mode') || (lane.from === 'host-mode' && lane.to === 'host')
  );
}

/** Promised lanes speak for their cell; what is absent here, or expected to fail, speaks only when nothing else does. */
function lanesThatCount(lanes: readonly Lane[]): readonly Lane[] {
  const present = lanes.filter((lane) => lane.missing !== 'absent');
  const likely = present.filter((lane) => lane.expected !== 'unreachable');
  const promised = likely.filter((lane) => lane.role === 'verdict');
  return [promised, likely, present].find((some) => some.length > 0) ?? lanes;
}

function wordOf(counted: readonly Lane[], reachable: number, missing: number, first: Lane): string {
  if (counted.every((lane) => lane.outcome === first.outcome)) {
    return first.outcome === 'not-measured' ? 'not measured' : first.outcome;
  }
  const share = `${reachable} of ${counted.length} reachable`;
  return missing === 0 ? share : `${share}, ${missing} not measured`;
}

import { isDead, type Cell, type Direction } from './cells.ts';

/** A group of cells that are dead together; a dimension that is null does not matter to it. */
export interface DeadCube {
  readonly direction: Direction | null;
  readonly transport: 'tcp' | 'udp' | null;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly cells: readonly Cell[];
}

type Shape = Pick<DeadCube, 'direction' | 'transport' | 'family'>;

const DIRECTIONS = [null, 'host-to-container', 'container-to-host'] as const;
const TRANSPORTS = [null, 'tcp', 'udp'] as const;
const FAMILIES = [null, 'ipv4', 'ipv6'] as const;

/** All shapes, the widest first: the fewer dimensions a cube names, the more it explains. */
const SHAPES: readonly Shape[] = DIRECTIONS.flatMap((direction) =>
  TRANSPORTS.flatMap((transport) => FAMILIES.map((family) => ({ direction, transport, family }))),
).sort((a, b) => named(a) - named(b));

/**
 * Returns wide groups that explain every dead cell: "UDP over IPv4" rather than two directions of it, "IPv6"
 * rather than four cells. A shape counts only when every cell in it is dead.
 */
export function deadCubes(cells: readonly Cell[]): DeadCube[] {
  const open = new Set(cells.filter(isDead));
  const cubes: DeadCube[] = [];
  for (const shape of SHAPES) {
    // A cell that could not be measured may be alive: a shape that has one in it is not said to be dead.
    const inside = cells.filter((cell) => fits(cell, shape));
    if (inside.length === 0 || !inside.every(isDead)) continue;
    if (!inside.some((cell) => open.has(cell))) continue;
    for (const cell of inside) open.delete(cell);
    cubes.push({ ...narrow(shape, cells), cells: inside });
  }
  return withoutSuperfluous(cubes);
}

/** Leaves out, the narrowest first, each group whose cells the others explain already. */
function withoutSuperfluous(cubes: readonly DeadCube[]): DeadCube[] {
  let kept = [...cubes];
  for (const cube of cubes.toReversed()) {
    const others = kept.filter((other) => other !== cube);
    const covered = new Set(others.flatMap((other) => other.cells));
    if (cube.cells.every((cell) => covered.has(cell))) kept = others;
  }
  return kept;
}

/** A dimension that has only one measured value says nothing: "IPv4" is not to blame where no IPv6 was measured. */
function narrow(shape: Shape, cells: readonly Cell[]): Shape {
  const single = (pick: (cell: Cell) => string) => new Set(cells.map(pick)).size < 2;
  return {
    direction: single((cell) => cell.direction) ? null : shape.direction,
    transport: single((cell) => cell.transport) ? null : shape.transport,
    family: single((cell) => cell.family) ? null : shape.family,
  };
}

function fits(cell: Cell, shape: Shape): boolean {
  return (
    (shape.direction === null || cell.direction === shape.direction) &&
    (shape.transport === null || cell.transport === shape.transport) &&
    (shape.family === null || cell.family === shape.family)
  );
}

function named(shape: Shape): number {
  return [shape.direction, shape.transport, shape.family].filter((value) => value !== null).length;
}

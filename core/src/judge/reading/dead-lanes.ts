import type { Lane } from '../../model/lane.ts';
import { cellsOf } from '../cells.ts';
import { deadCubes, type DeadCube } from '../dead-cubes.ts';
import type { Finding } from '../../model/finding.ts';
import { always, type Check } from '../check.ts';
import { type Evidence } from '../../model/evidence.ts';
import { deadRemedy } from './dead-remedy.ts';
import { outcomesInWords, scopeOf, someEvidence } from './lane-words.ts';
import { explainedByDesktop } from '../dead-desktop.ts';
import { finding, type Entry } from '../entry.ts';
import { deadIpv6Listeners } from '../checks/lanes/ipv6-listeners-dead.ts';
import { explainedByRootless } from '../checks/feature/rootless.ts';
import { lossExplains } from './loss-rate.ts';

/** Which dimension a code speaks of. */
export type DeadOf =
  'everything' | 'tcp' | 'udp' | 'ipv4' | 'ipv6' | 'host-to-container' | 'container-to-host';

/** The code that tells a cube best: transport before family before direction, since that is how people ask. */
function tells(cube: DeadCube): DeadOf {
  return cube.transport ?? cube.family ?? cube.direction ?? 'everything';
}

type DeadEntry = Entry<`${string}{scope}`, `${string}{lanes}${string}{outcomes}${string}`>;

/** Returns the check of one code: it fires for each group of dead cells that this dimension tells best. */
export function deadCheck(entry: DeadEntry, of: Exclude<DeadOf, 'everything'>): Check {
  return {
    entry,
    applicable: always,
    check: (input) => cubesTold(input, of).map((cube) => deadFinding(entry, cube, input)),
  };
}

/** The dead groups whose best name is `of`. */
export function cubesTold(input: Evidence, of: DeadOf): DeadCube[] {
  // A Desktop that is off, locked or too old is explained by a check of its own: one cause, one finding.
  if (explainedByDesktop(input) || explainedByRootless(input)) return [];
  return deadCubes(cellsOf(input.lanes)).filter(
    (cube) =>
      tells(cube) === of && !lossExplains(lanesOf(cube), input.lanes) && !onlyIpv6Listeners(cube, input),
  );
}

/** All measured lanes of a group. */
export function lanesOf(cube: DeadCube): Lane[] {
  return cube.cells.flatMap((cell) => cell.measured);
}

function deadFinding(entry: DeadEntry, cube: DeadCube, input: Evidence): Finding {
  const lanes = lanesOf(cube);
  const named = cube.transport !== null ? 'transport' : cube.family !== null ? 'family' : 'direction';
  return finding(
    entry,
    { scope: scopeOf(cube, named), lanes: String(lanes.length), outcomes: outcomesInWords(lanes) },
    { evidence: someEvidence(lanes), remedy: deadRemedy(input.facts, lanes) },
  );
}

/** Dead for one reason: listeners on IPv6 addresses are not forwarded. */
function onlyIpv6Listeners(cube: DeadCube, input: Evidence): boolean {
  const told = new Set(deadIpv6Listeners(input.lanes));
  return lanesOf(cube).every((lane) => told.has(lane));
}

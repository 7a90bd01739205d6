import { familyOf } from '@hostnet/core';
import type { Family, Lane, PlannedLane } from '@hostnet/core';
import type { Look } from '../controls/looks.ts';
import { aggregate } from './aggregate.ts';

/** How one address family fared on an arrow or in a row. */
export interface FamilyLook extends Look {
  readonly family: Family;
  readonly name: string;
}

const NAMES: Readonly<Record<Family, string>> = {
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  'ipv4-mapped': 'IPv4-mapped',
};

const ORDER: readonly Family[] = ['ipv4', 'ipv6', 'ipv4-mapped'];

/** Returns `IPv4`, `IPv6`, or both: what an address is, or what a name was dialled as; empty for a name nobody resolved. */
export function familyNames(address: string, lanes: readonly (Lane | PlannedLane)[]): string {
  const literal = familyOf(address);
  if (literal) return NAMES[literal];
  const dialled = new Set(lanes.flatMap((lane) => ('family' in lane && lane.family ? [lane.family] : [])));
  return ORDER.filter((family) => dialled.has(family))
    .map((family) => NAMES[family])
    .join(' + ');
}

/** Returns the families that were measured, each with what its lanes show together. */
export function familiesOf(lanes: readonly Lane[]): FamilyLook[] {
  return ORDER.flatMap((family) => {
    const mine = lanes.filter((lane) => lane.family === family && lane.outcome !== 'not-measured');
    if (mine.length === 0) return [];
    return [{ family, name: NAMES[family], ...lookOf(mine) }];
  });
}

/** A family of which some lanes answer and some do not has a mark of its own: the rows below it tell which. */
function lookOf(lanes: readonly Lane[]): Look {
  const { mark, word, tone } = aggregate(lanes);
  const some = tone === 'bad' && lanes.some((lane) => lane.outcome === 'reachable');
  return some ? { mark: '!', word: `${word}, the others reachable`, tone: 'warn' } : { mark, word, tone };
}

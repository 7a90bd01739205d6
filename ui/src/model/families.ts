import type { Family, Lane } from '@hostnet/core';
import { aggregate } from './aggregate.ts';
import type { Look } from './outcomes.ts';

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

/** Returns a family's name for people. */
export function familyName(family: Family): string {
  return NAMES[family];
}

/** Returns the families that were really dialled, each with what its lanes show together. */
export function familiesOf(lanes: readonly Lane[]): FamilyLook[] {
  return ORDER.flatMap((family) => {
    const mine = lanes.filter((lane) => lane.family === family);
    if (mine.length === 0) return [];
    const { mark, word, tone } = aggregate(mine);
    return [{ family, name: NAMES[family], mark, word, tone }];
  });
}

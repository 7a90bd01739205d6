import type { BoundaryEntry } from '@hostnet/core';
import type { Aggregate } from './aggregate.ts';
import { carriedLook } from './outcomes.ts';
import type { Look } from './outcomes.ts';
import type { Arrow } from './picture.ts';

/** One chip of "What host mode carries here". */
export interface CarriedChip extends Look {
  readonly name: string;
  /** Reason and evidence in one line; empty when there is none. */
  readonly why: string;
}

const NAMES: Readonly<Record<BoundaryEntry['name'], string>> = {
  'icmp-echo': 'ICMP',
  'raw-socket': 'raw sockets',
  interfaces: 'own interfaces',
  multicast: 'multicast',
  broadcast: 'broadcast',
  'bind-host-address': 'bind to LAN address',
};

/** Returns TCP and UDP as the lanes show them, then everything below layer 4. */
export function carriedChips(arrows: readonly Arrow[], boundary: readonly BoundaryEntry[]): CarriedChip[] {
  const promised = arrows.filter((arrow) => isPromised(arrow));
  const layer4 = (['tcp', 'udp'] as const).flatMap((transport) => {
    const mine = promised.filter((arrow) => arrow.transport === transport);
    return mine.length === 0 ? [] : [{ name: transport.toUpperCase(), ...worst(mine) }];
  });
  const below = boundary.map((entry) => ({
    ...carriedLook(entry.status),
    name: NAMES[entry.name],
    why: [entry.reason, ...entry.evidence].filter((part) => part !== null && part !== '').join(' · '),
  }));
  return [...layer4, ...below];
}

/** Returns one sentence on what lies below layer 4 here. Says "not a fault" only where something was seen not to be carried. */
export function boundarySentence(boundary: readonly BoundaryEntry[]): string | null {
  if (boundary.length === 0) return null;
  if (boundary.some((entry) => entry.status === 'not-carried')) {
    return 'What is not carried here is how this platform works, not a fault.';
  }
  return boundary.every((entry) => entry.status === 'carried')
    ? "Host mode is the computer's own network stack here."
    : 'What was not measured is unknown, not missing.';
}

function isPromised(arrow: Arrow): boolean {
  return (
    (arrow.from === 'host' && arrow.to === 'host-mode') || (arrow.from === 'host-mode' && arrow.to === 'host')
  );
}

const ORDER: readonly Look['tone'][] = ['bad', 'pending', 'warn', 'none', 'ok'];

function worst(arrows: readonly (Aggregate & Arrow)[]): Look & { why: string } {
  const sorted = [...arrows].sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
  const first = sorted[0];
  const why = arrows
    .map((arrow) => `${arrow.from === 'host' ? 'to' : 'from'} the container: ${arrow.word}`)
    .join(' · ');
  return { mark: first?.mark ?? '?', word: first?.word ?? 'not measured', tone: first?.tone ?? 'none', why };
}

import { isDesktop } from '@hostnet/core';
import type { Facts, Lane, Transport, Vantage } from '@hostnet/core';
import { osName, transportName, vantageName } from '../controls/names.ts';
import { aggregate, decidingLanes } from './aggregate.ts';
import type { Aggregate } from './aggregate.ts';
import { familiesOf } from './families.ts';
import type { FamilyLook } from './families.ts';
import { pendingLanes } from './measured.ts';
import type { Measured } from './measured.ts';

/** A box of the picture. */
export interface Box {
  readonly title: string;
  readonly subtitle: string;
  /** A line at the foot of the box; empty when there is none. */
  readonly foot: string;
}

/** One direction and transport, with all its lanes behind it. */
export interface Arrow extends Aggregate {
  readonly id: string;
  readonly from: Vantage;
  readonly to: Vantage;
  readonly transport: Transport;
  /** What stands at the arrow: `TCP reachable`, `UDP reply lost`. The time of one connection says little: the evidence has it. */
  readonly label: string;
  /** The same for narrow places: without how many lanes. */
  readonly shortLabel: string;
  /** Address families by themselves: `IPv4 ✓ IPv6 ✕`; empty where none was dialled. */
  readonly families: readonly FamilyLook[];
  /** From, to, transport and outcome in words. */
  readonly ariaLabel: string;
  readonly lanes: readonly Lane[];
}

/** What the picture shows. */
export interface Picture {
  readonly host: Box;
  /** Docker's virtual machine; null unless facts say that there is one. */
  readonly vm: Box | null;
  readonly hostMode: Box;
  readonly bridge: Box;
  readonly arrows: readonly Arrow[];
  /** Controls that were not asked for, such as `bridge container → this computer`: left out of the drawing, never left unsaid. */
  readonly skipped: readonly string[];
}

/** Pairs in the order in which they are drawn and tabbed through. */
const PAIRS: readonly (readonly [Vantage, Vantage])[] = [
  ['host', 'host-mode'],
  ['host-mode', 'host'],
  ['bridge', 'host'],
  ['host', 'published'],
  ['bridge', 'host-mode'],
  ['host-mode', 'host-mode'],
];

/** Returns the picture of what is known so far. Arrows of pairs that were not planned are left out. */
export function pictureOf(measured: Measured): Picture {
  const { facts } = measured;
  const pending = pendingLanes(measured);
  const arrows = PAIRS.flatMap(([from, to]) =>
    (['tcp', 'udp'] as const).flatMap((transport) => {
      const same = (lane: { from: Vantage; to: Vantage; transport: Transport }) =>
        lane.from === from && lane.to === to && lane.transport === transport;
      const lanes = measured.lanes.filter(same);
      const waiting = pending.filter(same).length;
      // A quick run does not ask the published port: nothing is drawn for it until something was measured.
      if (lanes.length === 0 && (waiting === 0 || to === 'published')) return [];
      return [arrowOf(from, to, transport, lanes, waiting)];
    }),
  );
  const itself = arrows.some((arrow) => arrow.from === arrow.to);
  return {
    host: hostBox(facts),
    vm: vmBox(facts),
    hostMode: { title: 'Host-mode container', subtitle: '--network host', foot: itself ? 'to itself' : '' },
    bridge: { title: 'Bridge container', subtitle: 'control', foot: '' },
    arrows: arrows.filter((arrow) => !isSkipped(arrow)),
    skipped: skippedWays(arrows.filter(isSkipped)),
  };
}

/** A control whose lanes were all not asked for. Promised arrows are always drawn. */
function isSkipped(arrow: Arrow): boolean {
  return (
    arrow.lanes.length > 0 &&
    arrow.lanes.every((lane) => lane.missing === 'skipped' && lane.role === 'control') &&
    arrow.tone !== 'pending'
  );
}

function skippedWays(arrows: readonly Arrow[]): string[] {
  return [...new Set(arrows.map((arrow) => `${vantageName(arrow.from)} → ${vantageName(arrow.to)}`))];
}

function arrowOf(
  from: Vantage,
  to: Vantage,
  transport: Transport,
  lanes: readonly Lane[],
  waiting: number,
): Arrow {
  const all = aggregate(lanes, waiting);
  const name = transportName(transport);
  const target = from === to ? 'itself' : vantageName(to);
  const families = familiesOf(decidingLanes(lanes));
  const byFamily = families.map((family) => ` ${family.name} ${family.word}.`).join('');
  return {
    ...all,
    families,
    id: `${from}>${to}/${transport}`,
    from,
    to,
    transport,
    label: labelOf(name, all),
    shortLabel: labelOf(name, { ...all, word: all.word.replace(/ \(.*$/, '') }),
    ariaLabel: `${vantageName(from)} to ${target}, ${name}: ${all.word}. ${all.detail}.${byFamily} Show evidence`,
    lanes,
  };
}

function labelOf(name: string, all: Aggregate): string {
  return all.tone === 'pending' ? name : `${name} ${all.word}`;
}

function hostBox(facts: Facts | null): Box {
  if (!facts) return { title: 'This computer', subtitle: '', foot: '' };
  const { platform, lanAddress, ipv6Loopback } = facts.host;
  const lan = lanAddress.known ? lanAddress.value : 'no LAN address';
  return {
    title: 'This computer',
    subtitle: `${osName(platform)} · ${lan}`,
    foot: `loopback ${ipv6Loopback ? '127.0.0.1, ::1' : '127.0.0.1'}`,
  };
}

/** Desktop always runs a virtual machine; elsewhere only host-mode interfaces that are not this computer's say so. */
function vmBox(facts: Facts | null): Box | null {
  if (!facts?.engine.reachable) return null;
  const same = facts.hostMode?.sameAsHost;
  if (same?.known && same.value) return null;
  const address = engineAddress(facts);
  const tail = address === null ? '' : ` · ${address}`;
  if (isDesktop(facts.engine)) return { title: `Docker's Linux VM${tail}`, subtitle: '', foot: '' };
  return same?.known ? { title: `The engine's machine${tail}`, subtitle: '', foot: '' } : null;
}

/** Interfaces the engine makes for containers say nothing about the machine. */
const CONTAINER_SIDE = /^(docker|br-|veth|services|lo)/;

function engineAddress(facts: Facts): string | null {
  const outer = (facts.hostMode?.interfaces ?? []).filter((entry) => !CONTAINER_SIDE.test(entry.name));
  const addresses = outer.flatMap((entry) => entry.addresses);
  return addresses.find((entry) => !entry.internal && !entry.address.includes(':'))?.address ?? null;
}

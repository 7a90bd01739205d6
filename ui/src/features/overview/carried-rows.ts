import type { BoundaryEntry } from '@hostnet/core';
import { carriedLook, PENDING } from '../../shared/controls/looks.ts';
import type { Look } from '../../shared/controls/looks.ts';
import { vantageName } from '../../shared/controls/names.ts';
import type { Aggregate } from '../../shared/measured/aggregate.ts';
import type { Arrow } from '../../shared/measured/picture.ts';
import type { EvidenceLine, EvidenceView } from './evidence/evidence-view.ts';

/** One line of "What works in host mode here". */
export interface CarriedRow {
  readonly name: string;
  readonly look: Look;
  /** Why it is so; null where there is nothing to add. */
  readonly reason: string | null;
  readonly lines: readonly EvidenceLine[];
}

const NAMES: Readonly<Record<BoundaryEntry['name'], string>> = {
  'icmp-echo': 'ICMP (ping)',
  multicast: 'Multicast',
  broadcast: 'Broadcast',
  'raw-socket': 'Raw sockets',
  interfaces: 'Host’s network interfaces',
  'bind-host-address': 'Bind to host address',
};

/** Returns all eight lines, in the order people read them: TCP and UDP as the promised lanes show them, then what lies below. */
export function carriedRows(
  arrows: readonly Arrow[],
  boundary: readonly BoundaryEntry[],
  busy: boolean,
): CarriedRow[] {
  const promised = arrows.filter(isPromised);
  const layer4 = (['tcp', 'udp'] as const).map((transport) =>
    transportRow(
      transport.toUpperCase(),
      promised.filter((arrow) => arrow.transport === transport),
      busy,
    ),
  );
  const below = (Object.keys(NAMES) as BoundaryEntry['name'][]).map((name): CarriedRow => {
    const entry = boundary.find((one) => one.name === name);
    if (!entry) return { name: NAMES[name], look: missing(busy), reason: null, lines: [] };
    const lines = entry.evidence.map((text) => ({ term: 'Seen', text }));
    return { name: NAMES[name], look: boundaryLook(entry), reason: entry.reason, lines };
  });
  return [...layer4, ...below];
}

/** Interfaces are seen or not seen; everything else works or does not. */
function boundaryLook({ name, status }: BoundaryEntry): Look {
  const look = carriedLook(status);
  if (name !== 'interfaces' || status === 'not-measured') return look;
  return { ...look, word: status === 'carried' ? 'visible' : 'not visible' };
}

/** Returns what the drawer shows of one line. */
export function carriedEvidence(row: CarriedRow): EvidenceView {
  const { name, look, reason, lines } = row;
  const intro = 'Each of these is measured separately: a ping that works proves nothing about TCP or UDP.';
  return { title: `${name}: ${look.word}`, intro, lanes: [{ id: name, title: name, look, reason, lines }] };
}

/** Returns one sentence on what lies below layer 4 here. Says "not a fault" only where something was seen not to be carried. */
export function boundarySentence(boundary: readonly BoundaryEntry[]): string | null {
  if (boundary.length === 0) return null;
  if (boundary.some((entry) => entry.status === 'not-carried')) {
    return 'What does not work below TCP and UDP is a limit of this platform, not a fault.';
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

/** A transport is carried when both directions answer; it is a promise, so its absence is a fault. */
function transportRow(name: string, arrows: readonly Arrow[], busy: boolean): CarriedRow {
  const lines = arrows.map((arrow) => ({
    term: `${vantageName(arrow.from)} → ${vantageName(arrow.to)}`,
    text: `${arrow.word} (${arrow.detail})`,
  }));
  return { name, look: transportLook(arrows, busy), reason: null, lines };
}

function transportLook(arrows: readonly Aggregate[], busy: boolean): Look {
  const tones = new Set(arrows.map((arrow) => arrow.tone));
  if (tones.has('pending')) return PENDING;
  if (arrows.length === 0) return missing(busy);
  if (tones.size === 1 && tones.has('ok')) return carriedLook('carried');
  if (arrows.every((arrow) => arrow.tone === 'bad' && !arrow.word.includes(' of '))) {
    return { mark: '✕', word: 'does not work', tone: 'bad' };
  }
  return tones.has('bad') || tones.has('ok')
    ? { mark: '!', word: 'works in part', tone: 'warn' }
    : carriedLook('not-measured');
}

function missing(busy: boolean): Look {
  return busy ? PENDING : carriedLook('not-measured');
}

import type { Lane, LaneRole } from '@hostnet/core';
import { laneLook, NOT_ASKED, PENDING } from '../controls/looks.ts';
import type { Look, Tone } from '../controls/looks.ts';

/** Several lanes shown as one. */
export interface Aggregate extends Look {
  /** One line on how many lanes stand behind it: `3 of 4 answered, 1 not measured`. */
  readonly detail: string;
}

const ROLES: readonly LaneRole[] = ['verdict', 'control', 'describes'];

/** Outcomes in the order in which one stands for several: the first tells the most about what is broken. */
const TELLING: readonly Lane['outcome'][] = [
  'wrong-listener',
  'reply-lost',
  'request-lost',
  'refused',
  'reset',
  'closed',
  'timed-out',
];

/**
 * Returns what lanes of one arrow or cell show together. Only lanes of the strongest role present decide, so a lane that
 * merely describes the platform never colours a promise. A fault outweighs everything; not measured is never counted as
 * answered. `pending` is how many planned lanes have not been measured yet.
 */
export function aggregate(lanes: readonly Lane[], pending = 0): Aggregate {
  if (lanes.length === 0) {
    return {
      ...(pending > 0 ? PENDING : NOT_ASKED),
      detail: pending > 0 ? 'being measured' : 'skipped',
    };
  }
  const deciding = decidingLanes(lanes);
  return { ...lookOf(deciding, pending), detail: detailOf(lanes, pending) };
}

/** Returns the lanes of the strongest role present: a promise before a control, a control before what merely describes. */
export function decidingLanes(lanes: readonly Lane[]): Lane[] {
  const role = ROLES.find((candidate) => lanes.some((lane) => lane.role === candidate));
  return lanes.filter((lane) => lane.role === role);
}

function lookOf(lanes: readonly Lane[], pending: number): Look {
  const looks = new Map(lanes.map((lane) => [lane, laneLook(lane)]));
  const faults = ofTone(looks, 'bad');
  if (faults.length > 0) return shown(faults, looks, lanes.length);
  if (pending > 0) return PENDING;
  const odd = ofTone(looks, 'warn');
  if (odd.length > 0) return shown(odd, looks, lanes.length);
  const unproven = lanes.filter((lane) => lane.outcome === 'not-measured' && lane.missing === 'instrument');
  const good = ofTone(looks, 'ok');
  if (good.length > 0 && unproven.length > 0) return { mark: '?', word: 'partly measured', tone: 'warn' };
  const first = good[0] ?? unproven[0] ?? lanes[0];
  return (first && looks.get(first)) ?? NOT_ASKED;
}

function ofTone(looks: ReadonlyMap<Lane, Look>, tone: Tone): Lane[] {
  return [...looks].flatMap(([lane, look]) => (look.tone === tone ? [lane] : []));
}

function shown(hit: readonly Lane[], looks: ReadonlyMap<Lane, Look>, total: number): Look {
  const telling = [...hit].sort((a, b) => rank(a) - rank(b))[0];
  const look = (telling && looks.get(telling)) ?? NOT_ASKED;
  return hit.length === total ? look : { ...look, word: `${look.word} (${hit.length} of ${total})` };
}

function rank(lane: Lane): number {
  const at = TELLING.indexOf(lane.outcome);
  return at === -1 ? TELLING.length : at;
}

function detailOf(lanes: readonly Lane[], pending: number): string {
  const measured = lanes.filter((lane) => lane.outcome !== 'not-measured');
  const answered = measured.filter((lane) => lane.outcome === 'reachable').length;
  const parts = measured.length > 0 ? [`${answered} of ${measured.length} answered`] : [];
  const missing = lanes.length - measured.length;
  if (missing > 0) parts.push(`${missing} not measured`);
  if (pending > 0) parts.push(`${pending} being measured`);
  return parts.join(', ');
}

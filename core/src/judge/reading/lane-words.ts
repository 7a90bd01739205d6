import type { Lane } from '../../model/lane.ts';
import { directionOf } from '../cells.ts';
import type { DeadCube } from '../dead-cubes.ts';
import type { Outcome } from '../../words/enums.ts';

/** A transport as people write it. */
export function transportName(transport: 'tcp' | 'udp'): string {
  return transport.toUpperCase();
}

/** Where a lane goes, in words. */
export function directionName(lane: Pick<Lane, 'from' | 'to'>): string {
  switch (directionOf(lane)) {
    case 'host-to-container':
      return 'from this computer to the container';
    case 'container-to-host':
      return 'from the container to this computer';
    case null:
      return `from ${lane.from} to ${lane.to}`;
  }
}

/** What happened to a connection, by its outcome, as the end of a sentence. */
const WHAT_HAPPENED: Readonly<Record<Outcome, string>> = {
  reachable: 'the program answered',
  refused: 'the connection was refused',
  'timed-out': 'no answer in time',
  reset: 'the connection was reset',
  closed: 'the connection was closed before an answer',
  'wrong-listener': 'another program answered',
  'request-lost': 'the requests never arrived',
  'reply-lost': 'the requests arrived, the replies never came back',
  'no-route': 'there is no route to the address',
  'address-unavailable': 'the address does not exist there',
  'permission-denied': 'the system did not permit it',
  'resolve-failed': 'the name has no address',
  'not-measured': 'not measured',
};

/** What happened to these lanes, the most frequent first, with counts where it is not one thing: `no answer in time (4); …`. */
export function outcomesInWords(lanes: readonly Lane[]): string {
  const counts = counted(lanes.map(whatHappened));
  return counts.map(([what, count]) => (counts.length === 1 ? what : `${what} (${count})`)).join('; ');
}

/** Outcomes with their counts, the most frequent first: `timed-out ×4, refused ×1`. */
function countOutcomes(lanes: readonly Pick<Lane, 'outcome'>[]): string {
  return counted(lanes.map(({ outcome }) => outcome))
    .map(([outcome, count]) => `${outcome} ×${count}`)
    .join(', ');
}

/** Each word with how often it is there, the most frequent first. */
function counted(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function whatHappened(lane: Lane): string {
  if (lane.outcome !== 'reply-lost' || directionOf(lane) !== 'host-to-container')
    return WHAT_HAPPENED[lane.outcome];
  return 'the container got the requests, its replies never came back';
}

/** One line of evidence of a lane: from where to where, over what, what came of it, and what the second witness saw. */
export function laneEvidence(lane: Lane): string {
  const dialler = lane.evidence.dialler;
  const listener = lane.evidence.listener;
  const parts = [
    `${placeName(lane.from)} → ${placeName(lane.to)}, ${transportName(lane.transport)} ${lane.resolved ?? lane.address} (listener on ${lane.listen}): ${lane.outcome}`,
  ];
  if (dialler)
    parts.push(
      `${dialler.sent} sent, ${dialler.answered} answered${dialler.errno === null ? '' : `, ${dialler.errno}`}`,
    );
  if (listener) parts.push(`listener saw ${listener.received}`);
  const tries = lane.evidence.tries;
  if (tries) parts.push(`of ${tries.length} tries: ${countOutcomes(tries)}`);
  return parts.join('; ');
}

function placeName(vantage: Lane['from']): string {
  if (vantage === 'host') return 'this computer';
  return vantage === 'host-mode' ? 'container' : vantage;
}

/** At most `most` evidence lines, and how many more there are. */
export function someEvidence(lanes: readonly Lane[], most = 4): string[] {
  const lines = lanes.slice(0, most).map(laneEvidence);
  return lanes.length > most ? [...lines, `and ${lanes.length - most} more`] : lines;
}

/** What narrows a dead cube beyond the dimension its code names, as the tail of a title. */
export function scopeOf(cube: DeadCube, named: 'transport' | 'family' | 'direction'): string {
  const parts = [
    named !== 'transport' && cube.transport !== null ? ` over ${transportName(cube.transport)}` : '',
    named !== 'family' && cube.family !== null ? ` over ${cube.family === 'ipv4' ? 'IPv4' : 'IPv6'}` : '',
    named !== 'direction' && cube.direction !== null
      ? cube.direction === 'host-to-container'
        ? ' from this computer to containers'
        : ' from containers to this computer'
      : '',
  ];
  return parts.join('');
}

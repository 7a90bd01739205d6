import type { Lane } from '../../model/lane.ts';
import { BOUNDARY_NAMES, vantageName } from '../../show/labels.ts';
import type { BoundaryEntry } from '../../model/boundary-entry.ts';
import type { Report } from '../../model/report.ts';
import type { Change, Tone } from './change.ts';

/** Lanes of one run by what is measured, whatever ports, times and addresses of the network this run had. */
type Board = ReadonlyMap<string, { readonly lane: Lane; readonly outcome: string }>;

/** What changed of the lanes, and how many could not be compared because only one of the runs measured them. */
export interface LaneChanges {
  readonly changes: readonly Change[];
  readonly onlyOnce: number;
}

/** Returns the lanes whose outcome is another, those that changed alike in one sentence. */
export function laneChanges(before: Report, after: Report): LaneChanges {
  const [was, is] = [boardOf(before), boardOf(after)];
  const groups = new Map<string, { lane: Lane; from: string; to: string; addresses: Set<string> }>();
  let onlyOnce = 0;
  for (const key of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [old, now] = [was.get(key), is.get(key)];
    if (!old || !now || isMissing(old.outcome) !== isMissing(now.outcome)) {
      if (!(isMissing(old?.outcome) && isMissing(now?.outcome))) onlyOnce += 1;
      continue;
    }
    if (old.outcome === now.outcome) continue;
    const { lane } = now;
    const group = `${lane.from} ${lane.to} ${lane.transport} ${lane.role} ${old.outcome} ${now.outcome}`;
    const entry = groups.get(group) ?? { lane, from: old.outcome, to: now.outcome, addresses: new Set() };
    entry.addresses.add(addressOf(lane, after));
    groups.set(group, entry);
  }
  const changes = [...groups.values()].map(({ lane, from, to, addresses }): Change => {
    const way = `${vantageName(lane.from)} → ${vantageName(lane.to)}, ${lane.transport.toUpperCase()}`;
    const tone: Tone = lane.expected === 'unspecified' ? 'neutral' : toneOf(from, to);
    return {
      about: 'lane',
      tone,
      sentence: `${way} on ${[...addresses].join(', ')}: now ${to}, was ${from}.`,
    };
  });
  return { changes, onlyOnce };
}

/** Returns what host mode carries below TCP and UDP now and did not before, or the other way. */
export function boundaryChanges(before: Report, after: Report): Change[] {
  const was = new Map(before.boundary.map((entry) => [entry.name, entry.status]));
  return after.boundary
    .filter(({ name, status }) => isStated(status) && isStated(was.get(name)) && was.get(name) !== status)
    .map(({ name, status }): Change => {
      const [thing, carried] = [BOUNDARY_NAMES[name], status === 'carried'];
      return {
        about: 'boundary',
        tone: carried ? 'better' : 'worse',
        sentence: `Host mode: ${thing} ${carried ? 'works now; before it did not' : 'does not work any more; before it did'}.`,
      };
    })
    .sort((a, b) => a.sentence.localeCompare(b.sentence));
}

function boardOf(report: Report): Board {
  const outcomes = new Map<string, { lane: Lane; all: Set<string> }>();
  for (const lane of report.lanes) {
    const { from, to, transport, listen } = lane;
    const key = [from, to, transport, addressOf(lane, report), listen, lane.family ?? ''].join(' ');
    const entry = outcomes.get(key) ?? { lane, all: new Set() };
    entry.all.add(lane.outcome);
    outcomes.set(key, entry);
  }
  return new Map(
    [...outcomes].map(([key, { lane, all }]) => [key, { lane, outcome: [...all].sort().join(' and ') }]),
  );
}

/** The computer’s address on its network is another on another day. */
function addressOf({ address }: Lane, { facts }: Report): string {
  const lan = facts.host.lanAddress;
  return lan.known && lan.value === address ? 'the LAN address' : address;
}

function isMissing(outcome: string | undefined): boolean {
  return outcome === undefined || outcome === 'not-measured';
}

function isStated(status: BoundaryEntry['status'] | undefined): boolean {
  return status !== undefined && status !== 'not-measured';
}

function toneOf(from: string, to: string): Tone {
  if (to === 'reachable') return 'better';
  return from === 'reachable' ? 'worse' : 'neutral';
}

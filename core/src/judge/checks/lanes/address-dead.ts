import { isDesktop } from '../../../facts/engine-json.ts';
import type { Lane } from '../../../model/lane.ts';
import { cellsOf, directionOf, isAlive } from '../../cells.ts';

import { always, type Check } from '../../check.ts';
import { type Evidence } from '../../../model/evidence.ts';
import { outcomesInWords, directionName, someEvidence, transportName } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { unresolvedLanes } from '../ports/host-docker-internal-unknown.ts';
import { splitLanes } from '../ports/host-docker-internal.ts';
import { deadIpv6Listeners } from './ipv6-listeners-dead.ts';
import { failedByLoss } from '../../reading/loss-rate.ts';

const HN0211 = entry({
  code: 'HN0211',
  name: 'address-dead',
  severity: 'error',
  title: '{transport} to {address} gets no answer from a listener on {listen}, {direction}',
  template:
    'Other addresses of the same kind work in this direction, so it is this pair of addresses that fails: {outcomes}.',
});

/**
 * HN0211: one pair of addresses fails in a cell that otherwise works, such as a loopback-only listener, or the LAN address.
 * Wholly dead cells, wrong listeners and mapped addresses have codes of their own.
 */
export const addressDead: Check = {
  entry: HN0211,
  applicable: always,
  check(input) {
    const groups = new Map<string, Lane[]>();
    // Lost packets, dead IPv6 listeners and one family of Docker's own name have codes of their own.
    const told = new Set([
      ...failedByLoss(input.lanes),
      ...deadIpv6Listeners(input.lanes),
      ...splitLanes(input.lanes),
      ...(isDesktop(input.facts.engine) ? unresolvedLanes(input.lanes) : []),
    ]);
    for (const lane of input.lanes.filter(
      (candidate) => failsAlone(candidate, input) && !told.has(candidate),
    )) {
      const key = `${lane.from} ${lane.transport} ${lane.address} ${lane.listen}`;
      groups.set(key, [...(groups.get(key) ?? []), lane]);
    }
    return [...groups.values()].flatMap((lanes) => {
      const first = lanes[0];
      if (!first) return [];
      return [
        finding(
          HN0211,
          {
            transport: transportName(first.transport),
            address: first.resolved ?? first.address,
            listen: first.listen,
            direction: directionName(first),
            outcomes: outcomesInWords(lanes),
          },
          {
            severity: first.role === 'verdict' ? 'error' : 'warning',
            evidence: someEvidence(lanes),
            remedy: { text: pairThatWorks(first, input.lanes), command: null },
          },
        ),
      ];
    });
  },
};

function failsAlone(lane: Lane, input: Evidence): boolean {
  if (lane.outcome === 'reachable' || lane.outcome === 'not-measured' || lane.outcome === 'wrong-listener')
    return false;
  if (lane.expected !== 'reachable' || lane.family === 'ipv4-mapped' || directionOf(lane) === null)
    return false;
  // A name that does not resolve has no family: it is told by itself.
  if (lane.family === null) return true;
  return cellsOf(input.lanes).some(
    (cell) =>
      cell.direction === directionOf(lane) &&
      cell.transport === lane.transport &&
      cell.family === lane.family &&
      isAlive(cell),
  );
}

/** What to use in its place, of what was answered in this run: the address dialled is the easier one to change. */
function pairThatWorks(failed: Lane, lanes: readonly Lane[]): string {
  const answered = lanes.filter(
    (lane) =>
      lane.from === failed.from &&
      lane.to === failed.to &&
      lane.transport === failed.transport &&
      lane.outcome === 'reachable' &&
      (lane.listen !== failed.listen || lane.resolved !== failed.resolved) &&
      (lane.family === 'ipv4' || lane.family === 'ipv6'),
  );
  const address = ({ resolved, address: name }: Lane) => resolved ?? name;
  const sameListener = answered.find((lane) => lane.listen === failed.listen);
  if (sameListener)
    return `Connect to ${address(sameListener)} instead, which answers with the same listener.`;
  const sameAddress = answered.find((lane) => address(lane) === address(failed));
  if (sameAddress)
    return `Let the program listen on ${sameAddress.listen}: ${address(failed)} is answered there.`;
  const [other] = answered;
  return other
    ? `Let the program listen on ${other.listen} and connect to ${address(other)}: that pair is answered.`
    : 'Check the name and its addresses in /etc/hosts: no other pair was answered.';
}

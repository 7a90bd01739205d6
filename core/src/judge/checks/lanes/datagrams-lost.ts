import type { Lane } from '../../../model/lane.ts';

import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { countsOf, failedByLoss, lossyLanes } from '../../reading/loss-rate.ts';

const HN0214 = entry({
  code: 'HN0214',
  name: 'datagrams-lost',
  severity: 'warning',
  effect: 'impairs',
  title: 'Some datagrams are lost: {lost} of {sent} were not answered',
  template:
    'Requests got through, but only when sent again. Loss between programs of one machine is a fault.',
});

/**
 * HN0214: datagrams were lost on lanes that answered in the end. Counted by both witnesses: a late answer is not a loss,
 * since the sender lingers for answers under way. Lanes that ran out of time beside them are told here too.
 */
export const datagramsLost: Check = {
  entry: HN0214,
  applicable: always,
  check({ lanes, facts }) {
    const lossy = lossyLanes(lanes);
    if (lossy.length === 0) return [];
    const udp = lanes.filter(
      (lane) => lane.role === 'verdict' && lane.transport === 'udp' && lane.evidence.dialler !== null,
    );
    const failed = failedByLoss(lanes);
    return [
      finding(
        HN0214,
        {
          lost: String(sum(udp, (lane) => countsOf(lane).lost)),
          sent: String(sum(udp, (lane) => countsOf(lane).sent)),
        },
        {
          evidence: [...someEvidence(lossy), ...someEvidence(failed, 2)],
          remedy:
            facts.host.platform === 'linux'
              ? {
                  text: 'Look for a queueing rule or a firewall limit that drops packets.',
                  command: 'tc qdisc show',
                }
              : { text: 'Measure again; if it stays, restart Docker Desktop.', command: 'hostnet diagnose' },
        },
      ),
    ];
  },
};

function sum(lanes: readonly Lane[], of: (lane: Lane) => number): number {
  return lanes.reduce((total, lane) => total + of(lane), 0);
}

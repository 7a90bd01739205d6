import type { Lane } from '../lanes/lane.ts';
import { HN0214 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { someEvidence } from './describe.ts';
import { finding } from './entry.ts';
import { countsOf, failedByLoss, lossyLanes } from './loss.ts';

/**
 * HN0214: datagrams were lost on lanes that answered in the end. Counted by both witnesses: a late answer is not a loss,
 * since the sender lingers for answers under way. Lanes that ran out of time beside them are told here too.
 */
export const datagramsLost: Check = {
  code: HN0214.code,
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

import { isLossLike } from '../../../model/loss-like.ts';
import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { triesOf } from '../../reading/loss-counts.ts';
import { failedByLoss, lossyLanes } from '../../reading/loss-rate.ts';
import { lossRemedy } from '../../reading/loss-remedy.ts';

const HN0221 = entry({
  code: 'HN0221',
  name: 'connections-lost',
  severity: 'warning',
  effect: 'impairs',
  title: 'Some TCP connections run out of time: {failed} of {dials}',
  template: 'Others of the same kind were answered. Loss between programs of one machine is a fault.',
});

/**
 * HN0221: TCP connections that ran out of time once and were answered another time. A lane is measured twice before it is
 * called dead (docs/adr/0015). Lanes that failed each time beside them are told here too, where the loss explains it.
 */
export const connectionsLost: Check = {
  entry: HN0221,
  applicable: always,
  check({ lanes, facts }) {
    const lossy = lossyLanes(lanes, 'tcp');
    const failed = failedByLoss(lanes).filter((lane) => lane.transport === 'tcp');
    if (lossy.length + failed.length === 0) return [];
    const tries = lanes
      .filter((lane) => lane.transport === 'tcp' && (lane.role === 'verdict' || failed.includes(lane)))
      .flatMap(triesOf);
    return [
      finding(
        HN0221,
        { failed: String(tries.filter(isLossLike).length), dials: String(tries.length) },
        {
          evidence: [...someEvidence(lossy), ...someEvidence(failed, 2)],
          remedy: lossRemedy(facts),
        },
      ),
    ];
  },
};

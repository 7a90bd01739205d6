import { always, type Check } from '../../check.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';
import { countsOf, total } from '../../reading/loss-counts.ts';
import { lossRemedy } from '../../reading/loss-remedy.ts';
import { failedByLoss, lossyLanes } from '../../reading/loss-rate.ts';

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
    const lossy = lossyLanes(lanes, 'udp');
    const udp = lanes.filter(
      (lane) => lane.role === 'verdict' && lane.transport === 'udp' && lane.evidence.dialler !== null,
    );
    const failed = failedByLoss(lanes).filter((lane) => lane.transport === 'udp');
    if (lossy.length + failed.length === 0) return [];
    const { lost, sent } = total(udp.map(countsOf));
    return [
      finding(
        HN0214,
        {
          lost: String(lost),
          sent: String(sent),
        },
        {
          evidence: [...someEvidence(lossy), ...someEvidence(failed, 2)],
          remedy: lossRemedy(facts),
        },
      ),
    ];
  },
};

import { always, type Check } from '../../check.ts';
import { cubesTold, lanesOf } from '../../reading/dead-lanes.ts';
import { deadRemedy } from '../../reading/dead-remedy.ts';
import { someEvidence } from '../../reading/lane-words.ts';
import { entry, finding } from '../../entry.ts';

const HN0201 = entry({
  code: 'HN0201',
  name: 'nothing-gets-through',
  severity: 'error',
  title: 'Nothing gets through, in either direction',
  template:
    'No request from this computer reached the host-mode container, and none from the container reached this computer.',
});

/** HN0201: every promised lane was measured dead, in both directions. */
export const nothingGetsThrough: Check = {
  entry: HN0201,
  applicable: always,
  check: (input) =>
    cubesTold(input, 'everything').map((cube) => {
      const lanes = lanesOf(cube);
      const remedy = deadRemedy(input.facts, lanes, true);
      return finding(HN0201, {}, { evidence: someEvidence(lanes), remedy });
    }),
};

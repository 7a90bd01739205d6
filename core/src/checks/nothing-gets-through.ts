import { HN0201 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { cubesTold, lanesOf } from './dead-lanes.ts';
import { deadRemedy, someEvidence } from './describe.ts';
import { finding } from './entry.ts';

/** HN0201: every promised lane was measured dead, in both directions. */
export const nothingGetsThrough: Check = {
  code: HN0201.code,
  applicable: always,
  check: (input) =>
    cubesTold(input, 'everything').map((cube) => {
      const lanes = lanesOf(cube);
      const remedy = deadRemedy(input.facts, lanes, true);
      return finding(HN0201, {}, { evidence: someEvidence(lanes), remedy });
    }),
};

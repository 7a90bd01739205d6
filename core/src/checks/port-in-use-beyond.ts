import { HN0220 } from './catalogue.ts';
import type { Check } from './check.ts';
import { laneEvidence } from './describe.ts';
import { finding } from './entry.ts';

/** HN0220: one port failed alone in a first round, and other ports answered in a second one (docs/adr/0012). */
export const portInUseBeyond: Check = {
  code: HN0220.code,
  applicable: ({ earlier }) => earlier.length > 0 || 'no lane had to be measured on other ports',
  check({ earlier, lanes }) {
    // What failed again is told by the checks of that; then the port was not the reason.
    const failing = lanes.filter((lane) => lane.outcome !== 'reachable' && lane.outcome !== 'not-measured');
    const failsStill = earlier.some((before) => failing.some((lane) => lane.id === before.id));
    const port = earlier[0]?.evidence.dialler?.port;
    if (port === undefined || failsStill) return [];
    return [finding(HN0220, { port: String(port) }, { evidence: earlier.map(laneEvidence), remedy: null })];
  },
};

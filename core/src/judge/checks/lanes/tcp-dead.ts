import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0204 = entry({
  code: 'HN0204',
  name: 'tcp-dead',
  severity: 'error',
  title: 'TCP does not get through{scope}',
  template: 'All {lanes} TCP tests failed: {outcomes}.',
});

/** HN0204: TCP fails where UDP works. */
export const tcpDead = deadCheck(HN0204, 'tcp');

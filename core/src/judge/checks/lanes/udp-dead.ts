import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0205 = entry({
  code: 'HN0205',
  name: 'udp-dead',
  severity: 'error',
  title: 'UDP does not get through{scope}',
  template: 'All {lanes} UDP tests failed: {outcomes}.',
});

/** HN0205: UDP fails where TCP works. */
export const udpDead = deadCheck(HN0205, 'udp');

import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0207 = entry({
  code: 'HN0207',
  name: 'ipv6-dead',
  severity: 'error',
  title: 'IPv6 does not get through{scope}',
  template: 'All {lanes} tests over IPv6 failed: {outcomes}.',
});

/** HN0207: IPv6 fails where IPv4 works. */
export const ipv6Dead = deadCheck(HN0207, 'ipv6');

import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0206 = entry({
  code: 'HN0206',
  name: 'ipv4-dead',
  severity: 'error',
  title: 'IPv4 does not get through{scope}',
  template: 'All {lanes} tests over IPv4 failed: {outcomes}.',
});

/** HN0206: IPv4 fails where IPv6 works. */
export const ipv4Dead = deadCheck(HN0206, 'ipv4');

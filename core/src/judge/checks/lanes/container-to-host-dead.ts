import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0203 = entry({
  code: 'HN0203',
  name: 'container-to-host-dead',
  severity: 'error',
  title: 'Host-mode containers cannot reach this computer{scope}',
  template: 'All {lanes} tests from the container to this computer failed: {outcomes}.',
});

/** HN0203: no lane from a host-mode container to this computer is answered. */
export const containerToHostDead = deadCheck(HN0203, 'container-to-host');

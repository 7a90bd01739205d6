import { entry } from '../../entry.ts';

import { deadCheck } from '../../reading/dead-lanes.ts';

const HN0202 = entry({
  code: 'HN0202',
  name: 'host-to-container-dead',
  severity: 'error',
  title: 'This computer cannot reach host-mode containers{scope}',
  template: 'All {lanes} tests from this computer to the container failed: {outcomes}.',
});

/** HN0202: no lane from this computer to a host-mode container is answered. */
export const hostToContainerDead = deadCheck(HN0202, 'host-to-container');

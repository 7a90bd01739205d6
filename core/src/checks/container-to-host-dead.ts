import { HN0203 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0203: no lane from a host-mode container to this computer is answered. */
export const containerToHostDead = deadCheck(HN0203, 'container-to-host');

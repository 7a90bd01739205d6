import { HN0202 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0202: no lane from this computer to a host-mode container is answered. */
export const hostToContainerDead = deadCheck(HN0202, 'host-to-container');

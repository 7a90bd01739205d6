import { HN0205 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0205: UDP fails where TCP works. */
export const udpDead = deadCheck(HN0205, 'udp');

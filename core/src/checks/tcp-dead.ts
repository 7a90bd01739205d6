import { HN0204 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0204: TCP fails where UDP works. */
export const tcpDead = deadCheck(HN0204, 'tcp');

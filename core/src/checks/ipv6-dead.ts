import { HN0207 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0207: IPv6 fails where IPv4 works. */
export const ipv6Dead = deadCheck(HN0207, 'ipv6');

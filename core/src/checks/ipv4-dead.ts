import { HN0206 } from './catalogue.ts';
import { deadCheck } from './dead-lanes.ts';

/** HN0206: IPv4 fails where IPv6 works. */
export const ipv4Dead = deadCheck(HN0206, 'ipv4');

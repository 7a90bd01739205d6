import type { FactsEvent } from '@hostnet/core/protocol/probe';

/** How a kind of traffic fares: the answer, and why not or why not measured. */
export type Carried = Pick<Extract<FactsEvent, { kind: 'icmp' | 'bind' }>, 'status' | 'reason' | 'errno'>;

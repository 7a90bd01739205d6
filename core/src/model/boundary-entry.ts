import * as z from 'zod';
import { Carried } from '../words/enums.ts';

/** What host mode carries below or beside TCP and UDP. */
export const BoundaryEntry = z.object({
  name: z.enum(['icmp-echo', 'raw-socket', 'interfaces', 'multicast', 'broadcast', 'bind-host-address']),
  status: Carried,
  reason: z.string().nullable(),
  evidence: z.array(z.string()),
});
export type BoundaryEntry = z.infer<typeof BoundaryEntry>;

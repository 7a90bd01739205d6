import * as z from 'zod';
import { Transport } from '../words/enums.ts';

/** A socket that listens in the host-mode namespace, or on the host. */
export const Listener = z.object({
  transport: Transport,
  address: z.string(),
  port: z.number().int(),
  family: z.enum(['ipv4', 'ipv6', 'dual', 'unknown']),
  uid: z.number().int().nullable(),
  container: z.object({ id: z.string(), name: z.string() }).nullable(),
  process: z.string().nullable(),
  pid: z.number().int().nullable().default(null),
  /** The bridge container that publishes this port: the engine's own proxy has the socket. Absent or null for any other. */
  publishedBy: z.object({ id: z.string(), name: z.string() }).nullable().optional(),
  /** Connections that the kernel has accepted and the program has not taken; absent or null where that is not told. */
  queued: z.number().int().min(0).nullable().optional(),
});
export type Listener = z.infer<typeof Listener>;

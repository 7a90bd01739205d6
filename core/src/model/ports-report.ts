import * as z from 'zod';
import { ContainerFacts, Facts } from './facts.ts';
import { PortFacts } from './port-facts.ts';
import { Finding } from './finding.ts';
import { Listener } from './listener.ts';
import { Outcome, Transport } from '../words/enums.ts';
import { PORT_SCHEMA, PORTS_SCHEMA } from './ports-report-name.ts';

/** How a listener answered on one kind of address of this computer. */
export const Reach = z.object({
  /** Whether the address it is bound to can answer there at all; `maybe` where that could not be told. */
  expected: z.enum(['yes', 'maybe', 'no']),
  /** The address that was, or would have been, dialled; null where there is none. */
  address: z.string().nullable(),
  /** `not-measured` always has a reason. */
  outcome: Outcome,
  reason: z.string().nullable(),
  /** `socket-table`: told by the list of sockets, without a connection. Absent where nothing is known, or a connection was made. */
  how: z.enum(['connection', 'socket-table']).optional(),
});
export type Reach = z.infer<typeof Reach>;

/** One socket that listens in the host-mode namespace, and what answers of it on this computer. */
export const PortRow = Listener.extend({
  reach: z.object({ v4: Reach, v6: Reach, lan: Reach }),
  /** One sentence on what keeps it from being reached, wholly or in part; null when nothing does, or nothing was measured. */
  whyNot: z.string().nullable(),
});
export type PortRow = z.infer<typeof PortRow>;

/** Whether a listener in host mode is reached from this computer at all, as measured in this run. */
export const HostNetworking = z.object({
  /** `own-stack`: the engine shares this computer's network, there is nothing between. */
  state: z.enum(['own-stack', 'works', 'does-not-work', 'unknown']),
  /** One sentence for people. */
  sentence: z.string(),
  /** What to do when it does not work; null otherwise. */
  remedy: z.string().nullable(),
  evidence: z.array(z.string()),
});
export type HostNetworking = z.infer<typeof HostNetworking>;

/** A container whose listeners the forwarder forgot, as after a restart of the engine (docker/for-mac#7683). */
export const Forgotten = z.object({
  container: z.object({ id: z.string(), name: z.string() }),
  ports: z.array(z.number().int()),
  /** Ready to paste. */
  command: z.string(),
});
export type Forgotten = z.infer<typeof Forgotten>;

/** Everything that was seen of the ports: what `hostnet ports --json` prints. */
export const PortsReport = z.object({
  schema: z.literal(PORTS_SCHEMA),
  startedAt: z.string(),
  durationMs: z.number(),
  tool: z.object({ name: z.string(), version: z.string(), surface: z.enum(['cli', 'ui']) }),
  facts: Facts,
  hostNetworking: HostNetworking,
  containers: z.array(ContainerFacts),
  /** Why the containers could not be listed: then an empty list says nothing. Absent or null when they were. */
  containersReason: z.string().nullable().optional(),
  /** null when the host-mode namespace could not be looked into: then nothing is known of it, not even that it is empty. */
  listeners: z.array(PortRow).nullable(),
  ports: PortFacts,
  restartGuard: z.array(Forgotten),
  /** What the checks say, of one port as of all. */
  findings: z.array(Finding),
});
export type PortsReport = z.infer<typeof PortsReport>;

/** One link of the chain between a client and a port. */
export const PortLink = z.object({
  id: z.enum([
    'listener',
    'address',
    'container',
    'published',
    'host-networking',
    'owner',
    'firewall',
    'network',
  ]),
  title: z.string(),
  /** `unknown` is never to be read as `ok`. */
  status: z.enum(['ok', 'broken', 'unknown', 'not-applicable']),
  sentence: z.string(),
  evidence: z.array(z.string()),
});
export type PortLink = z.infer<typeof PortLink>;

/** Why a port can, or cannot, be reached. */
export const PortChain = z.object({
  schema: z.literal(PORT_SCHEMA),
  port: z.number().int(),
  transport: Transport,
  verdict: z.enum(['reachable', 'broken', 'unknown']),
  /** The one sentence it ends in. */
  sentence: z.string(),
  /** At most one command, ready to paste. */
  command: z.string().nullable(),
  links: z.array(PortLink),
  /** Id of the first broken link. */
  broken: PortLink.shape.id.nullable(),
});
export type PortChain = z.infer<typeof PortChain>;

import * as z from 'zod';
import { REPORT_SCHEMA } from './name.ts';
import { ContainerFacts, Facts } from '../facts/facts.ts';
import { PortFacts } from '../facts/port-facts.ts';
import { Lane } from '../lanes/lane.ts';
import { Carried, Severity, Transport, Verdict } from '../words.ts';

/** A rule's result for people: what is so, the evidence, the one remedy, the page that explains it. */
export const Finding = z.object({
  code: z.string().regex(/^HN\d{4}$/),
  severity: Severity,
  title: z.string(),
  detail: z.string(),
  /** Lines of evidence, each a fact that was measured or read. */
  evidence: z.array(z.string()),
  /** The one thing to do; `command` is ready to paste when there is one. */
  remedy: z.object({ text: z.string(), command: z.string().nullable() }).nullable(),
  url: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** A check that did not run, and why. */
export const SkippedCheck = z.object({ code: z.string(), reason: z.string() });
export type SkippedCheck = z.infer<typeof SkippedCheck>;

/** What host mode carries below or beside TCP and UDP. */
export const BoundaryEntry = z.object({
  name: z.enum(['icmp-echo', 'raw-socket', 'interfaces', 'multicast', 'broadcast', 'bind-host-address']),
  status: Carried,
  reason: z.string().nullable(),
  evidence: z.array(z.string()),
});
export type BoundaryEntry = z.infer<typeof BoundaryEntry>;

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
});
export type Listener = z.infer<typeof Listener>;

/** The one versioned document a diagnosis ends in. */
export const Report = z.object({
  schema: z.literal(REPORT_SCHEMA),
  verdict: Verdict,
  /** One sentence in plain words. */
  summary: z.string(),
  /** Lines every reader must see first, such as "no Docker engine: measured with the embedded engine". */
  banners: z.array(z.string()),
  startedAt: z.string(),
  durationMs: z.number(),
  tool: z.object({ name: z.string(), version: z.string(), surface: z.enum(['cli', 'ui']) }),
  facts: Facts,
  lanes: z.array(Lane),
  boundary: z.array(BoundaryEntry),
  findings: z.array(Finding),
  skipped: z.array(SkippedCheck),
  containers: z.array(ContainerFacts),
  listeners: z.array(Listener),
  /** What was seen of the ports, where they were looked at. */
  ports: PortFacts.nullable().default(null),
});
export type Report = z.infer<typeof Report>;

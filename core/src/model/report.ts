import * as z from 'zod';
import { REPORT_SCHEMA } from './report-name.ts';
import { ContainerFacts, Facts } from './facts.ts';
import { PortFacts } from './port-facts.ts';
import { Lane } from './lane.ts';
import { Verdict } from '../words/enums.ts';
import { BoundaryEntry } from './boundary-entry.ts';
import { Finding, SkippedCheck } from './finding.ts';
import { Listener } from './listener.ts';

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

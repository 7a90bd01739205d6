import * as z from 'zod';
import { Severity } from '../words/enums.ts';

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
  /** Ports it speaks of, as `80/tcp`, where a surface for one port needs them. */
  ports: z.array(z.string().regex(/^\d{1,5}\/(?:tcp|udp|sctp)$/)).optional(),
});
export type Finding = z.infer<typeof Finding>;

/** A check that did not run, and why. */
export const SkippedCheck = z.object({ code: z.string(), reason: z.string() });
export type SkippedCheck = z.infer<typeof SkippedCheck>;

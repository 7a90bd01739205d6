import * as z from 'zod';
import { Family, Outcome, Transport, Vantage } from '../words/enums.ts';

/** What a lane is for. `verdict` lanes are promised by the feature: their failure is a fault. The others describe or control. */
export const LaneRole = z.enum(['verdict', 'control', 'describes']);
export type LaneRole = z.infer<typeof LaneRole>;

/** A lane before it is measured: from-vantage → to-vantage × transport × address dialled × address listened on. */
export const PlannedLane = z.object({
  id: z.string(),
  from: Vantage,
  to: Vantage,
  transport: Transport,
  /** The address or name dialled. */
  address: z.string(),
  /** The address listened on. */
  listen: z.string(),
  /** What a healthy engine of this kind shows; `unspecified` where either is fine. */
  expected: z.enum(['reachable', 'unreachable', 'unspecified']),
  role: LaneRole,
});
export type PlannedLane = z.infer<typeof PlannedLane>;

const Seen = z.object({ address: z.string(), port: z.number().int() });

/** What the dialling side knows: the first witness. */
export const DiallerEvidence = z.object({
  address: z.string().nullable(),
  port: z.number().int(),
  local: Seen.nullable(),
  phase: z.string(),
  errno: z.string().nullable(),
  sent: z.number().int(),
  answered: z.number().int(),
  tries: z.number().int(),
  /** Of the try that decided alone: a lane may be refused, and tried again, before its forwarder is there. */
  lastSent: z.number().int().optional(),
  lastAnswered: z.number().int().optional(),
  /** ms from the dialling session's start to the first success. */
  firstSuccessMs: z.number().nullable(),
});

/** What the listening side knows: the second witness. */
export const ListenerEvidence = z.object({
  address: z.string(),
  port: z.number().int(),
  /** Authentic requests of this lane that arrived. */
  received: z.number().int(),
  /** Source addresses seen, without duplicates. */
  from: z.array(Seen),
});

/** What one of several dials of a lane showed. */
export const LaneTry = z.object({
  outcome: Outcome,
  phase: z.string(),
  /** Requests of this dial, the authentic answers that came back, and the requests that arrived; null where no listener vouches. */
  sent: z.number().int(),
  answered: z.number().int(),
  received: z.number().int().nullable(),
  /** ms it took. */
  elapsedMs: z.number(),
});
export type LaneTry = z.infer<typeof LaneTry>;

export const LaneEvidence = z.object({
  dialler: DiallerEvidence.nullable(),
  listener: ListenerEvidence.nullable(),
  /** All dials of a lane that was measured more than once, in their order (docs/adr/0015); absent where once was enough. */
  tries: z.array(LaneTry).optional(),
});
export type LaneEvidence = z.infer<typeof LaneEvidence>;

/** A lane with its outcome and both witnesses. A name that resolves to two addresses yields two of these. */
export const Lane = PlannedLane.extend({
  /** The literal address dialled; null when none was. */
  resolved: z.string().nullable(),
  family: Family.nullable(),
  outcome: Outcome,
  /** Why it is `not-measured`, or one sentence on the outcome; null when there is nothing to add. */
  reason: z.string().nullable(),
  /** For `not-measured`: `absent` (there is nothing to measure here, no fault), `skipped` (not asked for), `instrument` (we failed). */
  missing: z.enum(['absent', 'skipped', 'instrument']).nullable(),
  evidence: LaneEvidence,
  /** ms the deciding dial took, null when none did. */
  elapsedMs: z.number().nullable(),
});
export type Lane = z.infer<typeof Lane>;

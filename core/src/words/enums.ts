import * as z from 'zod';
import { TRANSPORTS } from './transports.ts';

// zod compiles each schema to code at its first use: that took 50 ms of a diagnosis that checks each schema a few times
// only, and a strict Content-Security-Policy forbids it (zod docs, "jitless").
z.config({ jitless: true });

/** Transport protocols a lane can use. Host networking on Docker Desktop carries these two (Docker docs, "Host network driver"). */
export const Transport = z.enum(TRANSPORTS);
export type Transport = z.infer<typeof Transport>;

/**
 * Where a measurement runs: the computer itself, a container started with `--network host`, one on the
 * default bridge, a bridge container reached through `-p`, or a Swarm node.
 */
export const Vantage = z.union([
  z.enum(['host', 'host-mode', 'bridge', 'published']),
  z.templateLiteral(['node:', z.string().min(1)]),
]);
export type Vantage = z.infer<typeof Vantage>;

/** What one lane showed. `not-measured` always travels with a reason. */
export const Outcome = z.enum([
  'reachable',
  'refused',
  'timed-out',
  'reset',
  'closed',
  'wrong-listener',
  'request-lost',
  'reply-lost',
  'no-route',
  'address-unavailable',
  'permission-denied',
  'resolve-failed',
  'not-measured',
]);
export type Outcome = z.infer<typeof Outcome>;

/** Address family of the address that was really dialled. `ipv4-mapped` is `::ffff:a.b.c.d` through an IPv6 socket (RFC 4291 §2.5.5.2). */
export const Family = z.enum(['ipv4', 'ipv6', 'ipv4-mapped']);
export type Family = z.infer<typeof Family>;

/** How a kind of traffic below or beside TCP and UDP fares in host mode. */
export const Carried = z.enum(['carried', 'not-carried', 'not-measured']);
export type Carried = z.infer<typeof Carried>;

/** Weight of a finding: `error` breaks what the feature promises, `warning` surprises people, `info` describes the platform. */
export const Severity = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/** The answer a report ends in. */
export const Verdict = z.enum(['working', 'partly-working', 'not-working', 'not-available', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

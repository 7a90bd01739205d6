import { SessionSpec, type InspectSpec } from '@hostnet/core/protocol';
import type * as z from 'zod';
import { isAllowedTarget, TARGETS_IN_WORDS } from './targets.ts';

/** Bounds of a session in this service; tighter than the protocol's. */
export const BRIDGE_LIMITS = {
  lifetimeMs: 15_000,
  dials: 64,
  /** Largest body of `POST /bridge/session`, in bytes. */
  bodyBytes: 64 * 1024,
} as const;

/** What it may inspect: what the diagnosis asks of this vantage point, and nothing of who else is in its network. */
const INSPECTED: ReadonlySet<InspectSpec['kind']> = new Set(['interfaces', 'icmp', 'resolve']);

/** A session spec this service runs: it dials and inspects, never listens, stays or sweeps, and dials near addresses only. */
export const BridgeSpec = SessionSpec.superRefine((spec, context) => {
  const refuse = (message: string, ...path: (string | number)[]): void => {
    context.addIssue({ code: 'custom', message, path, input: spec });
  };
  if (spec.vantage !== 'bridge') refuse('must be "bridge"', 'vantage');
  if (spec.stay) refuse('must be false', 'stay');
  if (spec.listen.length > 0) refuse('must be empty', 'listen');
  if (spec.sweep !== undefined) refuse('must be absent', 'sweep');
  if (spec.lifetimeMs > BRIDGE_LIMITS.lifetimeMs)
    refuse(`must be at most ${BRIDGE_LIMITS.lifetimeMs}`, 'lifetimeMs');
  if (spec.dial.length > BRIDGE_LIMITS.dials)
    refuse(`must hold at most ${BRIDGE_LIMITS.dials} dials`, 'dial');
  spec.dial.forEach((dial, i) => {
    if (!isAllowedTarget(dial.address)) refuse(`must be ${TARGETS_IN_WORDS}`, 'dial', i, 'address');
    if (dial.spread !== undefined) refuse('must be absent', 'dial', i, 'spread');
    // Only the run's own echoes are measured from here; whose port is open is a scanner's question.
    if (dial.until === 'connect') refuse('must be "echo" or absent', 'dial', i, 'until');
  });
  spec.inspect.forEach((inspect, i) => {
    if (!INSPECTED.has(inspect.kind)) refuse(`must be ${[...INSPECTED].join(', ')}`, 'inspect', i, 'kind');
    if (inspect.kind === 'icmp' && !isAllowedTarget(inspect.target))
      refuse(`must be ${TARGETS_IN_WORDS}`, 'inspect', i, 'target');
    if (inspect.kind === 'resolve' && !isAllowedTarget(inspect.name))
      refuse(`must be ${TARGETS_IN_WORDS}`, 'inspect', i, 'name');
  });
});
export type BridgeSpec = z.infer<typeof BridgeSpec>;

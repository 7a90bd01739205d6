import type { DialSpec, SweepSpec } from './spec.ts';
import { flag, list, oneOf, shape, text, whole, type Rule } from './problem.ts';
import { HOLD_REFUSED, SWEEP_REFUSED, UDP_CONNECT_REFUSED } from './spec-refusals.ts';
import { PROTOCOL_VERSION } from './version.ts';

const port = whole(0, 65535);
const id = text(1, 120);
const address = text(1, 64);
const transport = oneOf('tcp', 'udp');

const listen = shape(
  { id, transport, address, port },
  { ipv6Only: flag, multicastGroup: text(0, 64), multicastInterface: text(0, 64) },
);

const dialShape = shape(
  { lane: id, transport, address: text(1, 255), port: whole(1, 65535) },
  {
    spread: oneOf('multicast', 'broadcast'),
    multicastInterface: text(0, 64),
    redialForMs: whole(0, 2000),
    patienceMs: whole(1, 4000),
    until: oneOf('echo', 'connect'),
    holdMs: whole(0, 1000),
  },
);

const dial: Rule = (value, path) => {
  const problem = dialShape(value, path);
  if (problem !== null) return problem;
  const { transport: over, until, holdMs } = value as DialSpec;
  if (holdMs !== undefined && until !== 'connect') return `${path}.holdMs: ${HOLD_REFUSED}`;
  return over === 'udp' && until === 'connect' ? `${path}.until: ${UDP_CONNECT_REFUSED}` : null;
};

const inspections: Readonly<Record<string, Rule>> = {
  interfaces: shape({ kind: oneOf('interfaces') }),
  sockets: shape({ kind: oneOf('sockets') }),
  resolve: shape({ kind: oneOf('resolve'), name: text(1, 255) }),
  icmp: shape({ kind: oneOf('icmp'), target: address, raw: flag }),
  bind: shape({ kind: oneOf('bind'), address }),
  listeners: shape({ kind: oneOf('listeners') }),
  arrivals: shape({ kind: oneOf('arrivals'), port: whole(1, 65535), forMs: whole(1, 5000) }),
  discover: shape({ kind: oneOf('discover'), protocol: oneOf('mdns', 'ssdp'), waitMs: whole(1, 3000) }),
};

const sweepShape = shape({
  id,
  transport,
  address,
  from: whole(1, 65535),
  to: whole(1, 65535),
  waitMs: whole(10, 2000),
});

const sweep: Rule = (value, path) => {
  const problem = sweepShape(value, path);
  if (problem !== null) return problem;
  const { from, to } = value as SweepSpec;
  return from > to ? `${path}.to: ${SWEEP_REFUSED}` : null;
};

const inspect: Rule = (value, path) => {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  const rule = typeof kind === 'string' && Object.hasOwn(inspections, kind) ? inspections[kind] : undefined;
  return rule ? rule(value, path) : `${path}.kind: expected ${Object.keys(inspections).join(' or ')}`;
};

const session = shape(
  {
    v: oneOf(PROTOCOL_VERSION),
    run: text(4, 32, /^[a-z0-9]+$/),
    token: text(64, 64, /^[0-9a-f]+$/),
    vantage: text(1, 1000, /^(host|host-mode|bridge|published|node:[\s\S]+)$/),
    lifetimeMs: whole(50, 120_000),
    stay: flag,
    listen: list(64, listen),
    dial: list(256, dial),
    inspect: list(16, inspect),
  },
  { sweep: list(4, sweep) },
);

/**
 * Returns what is wrong with a session spec, null when it fits. The same answer as the schema in spec.ts, without loading
 * a schema library: that took a third of the probe's whole start-up time, and the probe starts inside `docker run`
 * (docs/adr/0009). A property test holds the two together.
 */
export function specProblem(value: unknown): string | null {
  return session(value, 'spec');
}

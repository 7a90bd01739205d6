import type { Lane, LaneEvidence } from '../model/lane.ts';
import type { Outcome } from '../words/enums.ts';

const LOCAL = { address: '127.0.0.1', port: 50_000 };
const PORT = 40_000;

/**
 * Test helper: returns a lane that came through, host → host-mode TCP on 127.0.0.1, with what is given put over it. Its
 * evidence fits its outcome.
 */
export function laneFixture(over: Partial<Lane> = {}): Lane {
  const from = over.from ?? 'host';
  const to = over.to ?? 'host-mode';
  const transport = over.transport ?? 'tcp';
  const address = over.address ?? '127.0.0.1';
  const listen = over.listen ?? '0.0.0.0';
  const outcome = over.outcome ?? 'reachable';
  const silent = outcome === 'not-measured';
  return {
    id: `${from}>${to}/${transport}/${address}@${listen}`,
    from,
    to,
    transport,
    address,
    listen,
    expected: 'reachable',
    role: 'verdict',
    resolved: address,
    family: familyOf(address),
    outcome,
    reason: null,
    missing: silent ? 'instrument' : null,
    evidence: evidenceOf(outcome, address, listen),
    elapsedMs: silent ? null : 4,
    ...over,
  };
}

/** Test helper: returns a lane refused at connect, seen by no listener. */
export function refusedFixture(over: Partial<Lane> = {}): Lane {
  return laneFixture({ outcome: 'refused', ...over });
}

/** Test helper: returns the same lane with another outcome and the evidence that goes with it. */
export function withOutcome(lane: Lane, outcome: Outcome): Lane {
  const { from, to, transport, address, listen, role, expected } = lane;
  return laneFixture({ from, to, transport, address, listen, role, expected, outcome });
}

function familyOf(address: string): Lane['family'] {
  if (address.startsWith('::ffff:')) return 'ipv4-mapped';
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

function evidenceOf(outcome: Outcome, address: string, listen: string): LaneEvidence {
  if (outcome === 'not-measured') return { dialler: null, listener: null };
  const answered = outcome === 'reachable';
  const refused = outcome === 'refused';
  const received = answered || outcome === 'reply-lost';
  return {
    dialler: {
      address,
      port: PORT,
      local: LOCAL,
      phase: answered ? 'close' : refused ? 'connect' : 'echo',
      errno: refused ? 'ECONNREFUSED' : null,
      sent: 1,
      answered: answered ? 1 : 0,
      tries: 1,
      firstSuccessMs: answered ? 12 : null,
    },
    listener: { address: listen, port: PORT, received: received ? 1 : 0, from: received ? [LOCAL] : [] },
  };
}

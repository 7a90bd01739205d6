import type { Lane, LaneTry } from '../../model/lane.ts';
import { isLossLike } from '../../model/loss-like.ts';

/** Round trips that were tried, and those that were not answered. */
export interface Counts {
  readonly sent: number;
  readonly lost: number;
}

/** A SYN is sent again after a second at the earliest (RFC 6298 §2.1): what took longer lost one. */
export const SYN_AGAIN_MS = [1000, 3000] as const;

/** Every dial of the lane; of a lane that was refused at first, as a forwarder does, the last one alone: a refusal is no loss. */
export function triesOf(lane: Lane): readonly LaneTry[] {
  const { tries, dialler, listener } = lane.evidence;
  if (tries) return tries;
  if (!dialler) return [];
  const once = dialler.tries === 1;
  return [
    {
      outcome: lane.outcome,
      phase: dialler.phase,
      sent: dialler.lastSent ?? (once ? dialler.sent : 0),
      answered: dialler.lastAnswered ?? (once ? dialler.answered : 0),
      received: listener?.received ?? null,
      elapsedMs: lane.elapsedMs ?? 0,
    },
  ];
}

/** Returns the datagrams of a UDP lane, or the first round trips of a TCP lane's dials. */
export function countsOf(lane: Lane): Counts {
  const counts = triesOf(lane).map((one): Counts => {
    if (lane.transport === 'udp') return { sent: one.sent, lost: Math.max(0, one.sent - one.answered) };
    const counted = one.outcome === 'reachable' || isLossLike(one);
    const lost = isLossLike(one) || (counted && one.elapsedMs >= SYN_AGAIN_MS[0]);
    return { sent: counted ? 1 : 0, lost: lost ? 1 : 0 };
  });
  return total(counts);
}

/** Returns the sum of all. */
export function total(counts: readonly Counts[]): Counts {
  return counts.reduce((sum, one) => ({ sent: sum.sent + one.sent, lost: sum.lost + one.lost }), {
    sent: 0,
    lost: 0,
  });
}

/**
 * Returns how likely a dial runs out of time where `share` of the round trips is lost. UDP sends a request up to three times.
 * TCP sends its SYN again, and then its request, as often as it had time for.
 */
export function likelihoodOf(one: LaneTry, transport: 'tcp' | 'udp', share: number): number {
  if (!isLossLike(one)) return 0;
  if (transport === 'udp') return share ** (one.sent === 0 ? 3 : one.sent);
  const times = 1 + SYN_AGAIN_MS.filter((ms) => one.elapsedMs > ms + 50).length;
  return 1 - (1 - share ** times) ** 2;
}

/** 95 % of all samples have a share below their bound. */
const Z = 1.96;

/** Returns the upper bound of the share that such counts stand for, after Wilson (1927): few counts say little, so it is high. */
export function upperShare({ sent, lost }: Counts): number {
  if (sent === 0) return 0;
  const share = lost / sent;
  const spread = Z * Math.sqrt((share * (1 - share)) / sent + Z ** 2 / (4 * sent ** 2));
  return (share + Z ** 2 / (2 * sent) + spread) / (1 + Z ** 2 / sent);
}

import type { Lane } from '../model/lane.ts';
import { PATIENCE_MS } from '../run/run-budget.ts';
import { DIAL_BUDGET } from '../protocol/index.ts';

/** Test helper: returns numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Test helper: what one dial of a lane showed where `p` of all packets are lost one way; `dead` lets none arrive. */
export function lossyDial(lane: Lane, p: number, patient: boolean, random: () => number, dead = false): Lane {
  const way = () => !dead && random() >= p;
  const shown = lane.transport === 'udp' ? udp(way) : tcp(way, patient);
  const { sent, answered, received, elapsedMs, outcome } = shown;
  const { dialler, listener } = lane.evidence;
  return {
    ...lane,
    outcome,
    elapsedMs,
    evidence: {
      dialler: dialler && {
        ...dialler,
        sent,
        answered,
        lastSent: sent,
        lastAnswered: answered,
        tries: 1,
        phase: sent === 0 ? 'connect' : 'echo',
        errno: null,
        firstSuccessMs: answered > 0 ? elapsedMs : null,
      },
      listener: listener && { ...listener, received, from: received > 0 ? listener.from : [] },
    },
  };
}

interface Shown {
  readonly outcome: Lane['outcome'];
  readonly sent: number;
  readonly answered: number;
  readonly received: number;
  readonly elapsedMs: number;
}

/** Up to three datagrams, until the first answer. */
function udp(way: () => boolean): Shown {
  let received = 0;
  for (const [nth, at] of DIAL_BUDGET.udpSendAtMs.entries()) {
    const arrived = way();
    if (arrived) received += 1;
    if (arrived && way())
      return { outcome: 'reachable', sent: nth + 1, answered: 1, received, elapsedMs: at };
  }
  const outcome = received > 0 ? 'reply-lost' : 'request-lost';
  return { outcome, sent: 3, answered: 0, received, elapsedMs: DIAL_BUDGET.udpTotalMs };
}

/** A SYN at 0, 1 and 3 s as far as there is time, then the request; a hasty one is never sent again in time. */
function tcp(way: () => boolean, patient: boolean): Shown {
  const none = { sent: 0, answered: 0, received: 0 };
  const at = (patient ? [0, 1000, 3000] : [0]).find(() => way() && way());
  const longest = patient ? PATIENCE_MS : DIAL_BUDGET.tcpConnectMs;
  if (at === undefined) return { outcome: 'timed-out', ...none, elapsedMs: longest };
  let received = 0;
  for (let sent = 0; sent < (patient ? 3 : 1); sent++) {
    const arrived = way();
    if (arrived) received = 1;
    if (arrived && way()) return { outcome: 'reachable', sent: 1, answered: 1, received, elapsedMs: at + 5 };
  }
  const elapsedMs = patient ? PATIENCE_MS : DIAL_BUDGET.tcpEchoMs;
  return { outcome: received > 0 ? 'reply-lost' : 'request-lost', sent: 1, answered: 0, received, elapsedMs };
}

import { directionOf } from '../../cells.ts';
import type { Lane } from '../../../model/lane.ts';

import type { Check } from '../../check.ts';
import { directionName, laneEvidence } from '../../reading/lane-words.ts';
import { lossIsEvident } from '../../reading/loss-rate.ts';
import { entry, finding } from '../../entry.ts';

const HN0218 = entry({
  code: 'HN0218',
  name: 'slow-to-reach',
  severity: 'warning',
  title: 'A new listener is reachable only after {ms} ms, {direction}',
  template:
    'The forwarder opens its port some time after the program did. Programs that connect at once are refused.',
});

/** From this on people notice: a program that connects at its start is refused. In ms from the first dial. */
const SLOW_MS = 300;

/** HN0218: lanes that were refused at first and answered later. The re-dials prove it; a slow machine alone does not count. */
export const slowToReach: Check = {
  entry: HN0218,
  // A dial that lost its packets is answered late too.
  applicable: ({ lanes }) =>
    !lossIsEvident(lanes) || 'packets are lost now and then, and an answer is late for that',
  check({ lanes }) {
    const slow = lanes.filter(
      (lane) =>
        directionOf(lane) !== null &&
        lane.outcome === 'reachable' &&
        (lane.evidence.dialler?.tries ?? 1) > 1 &&
        // The dial that was answered may have taken long by itself, as with a lost SYN: that is no forwarder's delay.
        firstMs(lane) - (lane.elapsedMs ?? 0) >= SLOW_MS,
    );
    return (['host', 'host-mode'] as const).flatMap((from) => {
      const mine = slow.filter((lane) => lane.from === from);
      const first = mine[0];
      if (!first) return [];
      const worst = Math.max(...mine.map(firstMs));
      return [
        finding(
          HN0218,
          { ms: String(Math.round(worst)), direction: directionName(first) },
          {
            evidence: mine
              .slice(0, 3)
              .map(
                (lane) =>
                  `${laneEvidence(lane)}; ${lane.evidence.dialler?.tries ?? 1} tries, answered after ${Math.round(firstMs(lane))} ms`,
              ),
            remedy: {
              text: 'Let programs retry for some seconds, or wait for the port before they start.',
              command: null,
            },
          },
        ),
      ];
    });
  },
};

function firstMs(lane: Lane): number {
  return lane.evidence.dialler?.firstSuccessMs ?? 0;
}

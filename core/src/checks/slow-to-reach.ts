import { directionOf } from '../judge/cells.ts';
import type { Lane } from '../lanes/lane.ts';
import { HN0218 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { directionName, laneEvidence } from './describe.ts';
import { finding } from './entry.ts';

/** From this on people notice: a program that connects at its start is refused. In ms from the first dial. */
const SLOW_MS = 300;

/** HN0218: lanes that were refused at first and answered later. The re-dials prove it; a slow machine alone does not count. */
export const slowToReach: Check = {
  code: HN0218.code,
  applicable: always,
  check({ lanes }) {
    const slow = lanes.filter(
      (lane) =>
        directionOf(lane) !== null &&
        lane.outcome === 'reachable' &&
        (lane.evidence.dialler?.tries ?? 1) > 1 &&
        firstMs(lane) >= SLOW_MS,
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

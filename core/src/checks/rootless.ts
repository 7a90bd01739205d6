import semver from 'semver';
import type { EngineFacts } from '../facts/facts.ts';
import { cellsOf, isDead } from '../judge/cells.ts';
import { HN0104 } from './catalogue.ts';
import type { Check, CheckInput } from './check.ts';
import { finding } from './entry.ts';

/** First Engine whose rootless host network is the machine's own (Docker docs, rootless troubleshooting). */
const MENDED_IN = '29.5.0';

/** HN0104: rootless engine before 29.5. */
export const rootless: Check = {
  code: HN0104.code,
  applicable: ({ facts: { engine } }) => engine.reachable || 'no engine answered',
  check({ facts: { engine }, lanes }) {
    if (!engine.reachable || !isOldRootless(engine)) return [];
    const dead = lanes.some(
      (lane) => lane.role === 'verdict' && lane.outcome !== 'reachable' && lane.outcome !== 'not-measured',
    );
    return [
      finding(
        HN0104,
        { version: engine.version },
        {
          ...(dead ? { severity: 'error' as const } : {}),
          evidence: [`SecurityOptions: name=rootless`, `Engine ${engine.version}, mended in ${MENDED_IN}`],
          remedy: {
            text: 'Update the Engine to 29.5 or later, or publish the port with -p in bridge mode.',
            command: null,
          },
        },
      ),
    ];
  },
};

/** Whether the engine is rootless and older than the one that gave rootless containers the machine's network. */
function isOldRootless(engine: EngineFacts): boolean {
  if (!engine.reachable || !engine.rootless) return false;
  const version = semver.coerce(engine.version);
  return !version || semver.lt(version, MENDED_IN);
}

/** Whether everything promised is dead and an old rootless engine explains it. */
export function explainedByRootless({ facts, lanes }: CheckInput): boolean {
  const cells = cellsOf(lanes);
  return isOldRootless(facts.engine) && cells.length > 0 && cells.every(isDead);
}

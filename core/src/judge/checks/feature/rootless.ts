import coerce from 'semver/functions/coerce.js';
import lt from 'semver/functions/lt.js';
import type { EngineFacts } from '../../../model/facts.ts';
import { cellsOf, isDead } from '../../cells.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';

const HN0104 = entry({
  code: 'HN0104',
  name: 'rootless',
  severity: 'warning',
  title: 'The engine is rootless: before Engine 29.5 its host network is its own, not the machine’s',
  template:
    'Engine {version} runs without root. Until 29.5 a host-mode container shares the namespace of RootlessKit, so its ports do not appear on the machine.',
});

/** First Engine whose rootless host network is the machine's own (Docker docs, rootless troubleshooting). */
const MENDED_IN = '29.5.0';

/** HN0104: rootless engine before 29.5. */
export const rootless: Check = {
  entry: HN0104,
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
          evidence: [`SecurityOptions: name=rootless`, `Engine ${engine.version}, fixed in ${MENDED_IN}`],
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
  const version = coerce(engine.version);
  return !version || lt(version, MENDED_IN);
}

/** Whether everything promised is dead and an old rootless engine explains it. */
export function explainedByRootless({ facts, lanes }: Evidence): boolean {
  const cells = cellsOf(lanes);
  return isOldRootless(facts.engine) && cells.length > 0 && cells.every(isDead);
}

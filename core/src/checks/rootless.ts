import semver from 'semver';
import { HN0104 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** First Engine whose rootless host network is the machine's own (Docker docs, rootless troubleshooting). */
const MENDED_IN = '29.5.0';

/** HN0104: rootless engine before 29.5. */
export const rootless: Check = {
  code: HN0104.code,
  applicable: ({ facts: { engine } }) => engine.reachable || 'no engine answered',
  check({ facts: { engine } }) {
    if (!engine.reachable || !engine.rootless) return [];
    const version = semver.coerce(engine.version);
    if (version && semver.gte(version, MENDED_IN)) return [];
    return [
      finding(
        HN0104,
        { version: engine.version },
        {
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

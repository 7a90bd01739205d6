import { HN0103 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0103: Windows containers (Docker docs, "Host network driver", limitations; moby#38166). */
export const windowsContainers: Check = {
  code: HN0103.code,
  applicable: ({ facts: { engine } }) => engine.reachable || 'no engine answered',
  check({ facts: { engine } }) {
    if (!engine.reachable || engine.os !== 'windows') return [];
    return [
      finding(
        HN0103,
        {},
        {
          evidence: [`OSType: ${engine.os}`],
          remedy: {
            text: 'Switch Docker Desktop to Linux containers (its menu: "Switch to Linux containers…"), then diagnose again.',
            command: 'docker desktop engine use linux',
          },
        },
      ),
    ];
  },
};

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0103 = entry({
  code: 'HN0103',
  name: 'windows-containers',
  severity: 'error',
  effect: 'not-available',
  topic: 'setup',
  title: 'The engine runs Windows containers, which have no host networking',
  template:
    'Only Linux containers have a host network. With Windows containers `--network host` ends in "network host not found".',
});

/** HN0103: Windows containers (Docker docs, "Host network driver", limitations; moby#38166). */
export const windowsContainers: Check = {
  entry: HN0103,
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

import { desktopOf, hint, hintLine } from '../../../facts/desktop-of.ts';
import { ECI_REFUSAL } from '../../../facts/start-failure.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0115 = entry({
  code: 'HN0115',
  name: 'eci-refuses',
  severity: 'error',
  effect: 'not-available',
  topic: 'setup',
  title: 'Enhanced Container Isolation refuses host-mode containers',
  template:
    'Enhanced Container Isolation and host networking exclude each other; with isolation on, no container can share the network of the VM. {lock}',
});

/** HN0115: the engine refused the probe in the words of Enhanced Container Isolation's runtime (Docker docs, "ECI"; sysbox). */
export const eciRefuses: Check = {
  entry: HN0115,
  applicable: ({ facts }) => facts.engine.reachable || 'no engine answered',
  check({ facts }) {
    const refusal = facts.probeFailure;
    if (!refusal || !ECI_REFUSAL.test(refusal.detail)) return [];
    const settings = desktopOf(facts)?.settings;
    const locked = hint(settings?.enhancedContainerIsolationLocked);
    return [
      finding(
        HN0115,
        {
          lock:
            locked === true
              ? 'Your administrator has locked it on.'
              : locked === false
                ? 'It is not locked on this computer.'
                : 'Whether your administrator has locked it is not known.',
        },
        {
          evidence: [
            refusal.message,
            hintLine('isolation', settings?.enhancedContainerIsolation),
            hintLine('locked', settings?.enhancedContainerIsolationLocked),
          ],
          remedy:
            locked === true
              ? {
                  text: 'Publish ports with -p in bridge mode: isolation allows that.',
                  command: 'docker run -p 8080:80 IMAGE',
                }
              : {
                  text: 'Turn it off under Settings › General › Use Enhanced Container Isolation, or publish ports with -p in bridge mode.',
                  command: 'docker run -p 8080:80 IMAGE',
                },
        },
      ),
    ];
  },
};

import { deadDesktop } from '../../dead-desktop.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0119 = entry({
  code: 'HN0119',
  name: 'cgroup-v1',
  severity: 'error',
  title: 'Docker Desktop’s VM uses cgroup version {version}: host networking cannot start there',
  template:
    'Docker Desktop finds host-mode containers by their cgroup v2. Without it, Docker Desktop reports "Host Networking could not be started: could not get the cgroupv2 ID".',
});

/** HN0119: a VM on cgroup v1 (for-win#14401, for-win#14413). Silent while anything answers: the measurement counts. */
export const cgroupV1: Check = {
  entry: HN0119,
  applicable: ({ facts }) => desktopOf(facts) !== null || NOT_DESKTOP,
  check(input) {
    const { engine } = input.facts;
    // A setting that says off explains it better.
    const dead = deadDesktop(input);
    if (!engine.reachable || engine.cgroupVersion !== '1' || (dead !== 'on' && dead !== 'unknown')) return [];
    return [
      finding(
        HN0119,
        { version: engine.cgroupVersion },
        {
          evidence: [`CgroupVersion: ${engine.cgroupVersion}`],
          remedy: {
            text: 'On Windows remove cgroup settings from .wslconfig and update WSL, then restart Docker Desktop.',
            command: 'wsl --update',
          },
        },
      ),
    ];
  },
};

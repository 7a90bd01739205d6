import { deadDesktop } from '../desktop/dead.ts';
import { desktopOf, NOT_DESKTOP } from '../desktop/desktop-of.ts';
import { HN0119 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0119: a VM on cgroup v1 (for-win#14401, for-win#14413). Silent while anything answers: the measurement counts. */
export const cgroupV1: Check = {
  code: HN0119.code,
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

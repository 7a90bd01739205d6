import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0101 = entry({
  code: 'HN0101',
  name: 'engine-unreachable',
  severity: 'error',
  title: 'No answer from a Docker Engine',
  template: '{message} Nothing could be measured, so this says nothing about host networking itself.',
});

/** HN0101: no engine answered, so nothing was measured. */
export const engineUnreachable: Check = {
  entry: HN0101,
  applicable: always,
  check({ facts: { engine } }) {
    // Enforced sign-in has a code of its own.
    if (engine.reachable || engine.failure === 'sign-in-required') return [];
    return [
      finding(
        HN0101,
        { message: engine.message },
        {
          evidence: [`asked: ${engine.endpoint}`, `failure: ${engine.failure}`],
          remedy: { text: engine.fix, command: null },
        },
      ),
    ];
  },
};

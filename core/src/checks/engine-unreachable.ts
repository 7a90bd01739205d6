import { HN0101 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0101: no engine answered, so nothing was measured. */
export const engineUnreachable: Check = {
  code: HN0101.code,
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

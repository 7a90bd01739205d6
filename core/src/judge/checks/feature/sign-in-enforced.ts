import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';

const HN0117 = entry({
  code: 'HN0117',
  name: 'sign-in-enforced',
  severity: 'error',
  topic: 'setup',
  title: 'Docker Desktop answers only to signed-in users here',
  template:
    'Your organisation enforces sign-in: until somebody signs in, the engine answers every request with HTTP 407, except the one for its version.',
});

/** HN0117: HTTP 407 means enforced sign-in, not a stopped engine (docker/skills, governance). */
export const signInEnforced: Check = {
  entry: HN0117,
  applicable: always,
  check({ facts: { engine, probeFailure } }) {
    const refused = !engine.reachable && engine.failure === 'sign-in-required';
    const later =
      probeFailure !== null && /Sign in to continue using Docker Desktop/i.test(probeFailure.detail);
    if (!refused && !later) return [];
    return [
      finding(
        HN0117,
        {},
        {
          evidence: [refused ? engine.message : (probeFailure?.message ?? ''), `asked: ${engine.endpoint}`],
          remedy: {
            text: 'Sign in to Docker Desktop with an account of your organisation, then diagnose again.',
            command: 'docker login',
          },
        },
      ),
    ];
  },
};

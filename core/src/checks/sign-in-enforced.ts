import { HN0117 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { finding } from './entry.ts';

/** HN0117: HTTP 407 means enforced sign-in, not a stopped engine (docker/skills, governance). */
export const signInEnforced: Check = {
  code: HN0117.code,
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

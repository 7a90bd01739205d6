import { engineFailureFrom } from '../../../facts/engine-failure.ts';
import { judge } from '../../judge.ts';
import { desktopFacts, engineGone, input } from '../../../testing/evidence-fixtures.ts';
import { signInEnforced } from './sign-in-enforced.ts';

const SIGN_IN =
  'Sign in to continue using Docker Desktop. Membership in the [acme] organization is required.';

describe('HN0117 sign-in-enforced', () => {
  it('fires alone when the engine answers 407: it is not called a stopped engine', () => {
    const engine = engineFailureFrom('unix:///x.sock', `Error response from daemon: ${SIGN_IN}`);
    const judged = judge(input({ facts: desktopFacts({ engine }), lanes: [] }));
    expect(judged.verdict).toBe('unknown');
    expect(judged.findings).toMatchObject([
      {
        code: 'HN0117',
        severity: 'error',
        title: 'Docker Desktop answers only to signed-in users here',
        evidence: [
          'Docker Desktop answers, but your organisation enforces sign-in and nobody is signed in.',
          'asked: unix:///x.sock',
        ],
      },
    ]);
  });

  it('fires when only the start of the probe is refused so', () => {
    const probeFailure = {
      kind: 'start-refused',
      message: 'The engine refused to start the probe.',
      detail: SIGN_IN,
    };
    expect(signInEnforced.check(input({ facts: desktopFacts({ probeFailure }), lanes: [] }))).toHaveLength(1);
  });

  it('stays silent when the engine is away for another reason, and when it answers', () => {
    expect(signInEnforced.check(input({ facts: engineGone(), lanes: [] }))).toEqual([]);
    expect(signInEnforced.check(input({ facts: desktopFacts() }))).toEqual([]);
  });
});

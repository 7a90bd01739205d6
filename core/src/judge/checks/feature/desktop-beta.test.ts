import { desktopBeta } from './desktop-beta.ts';
import { desktopFacts, input, plainFacts } from '../../../testing/evidence-fixtures.ts';

const at = (version: string) => input({ facts: desktopFacts({}, {}, version) });

describe('HN0109 desktop-beta', () => {
  it.each(['4.29.0', '4.33.1'])('fires on Docker Desktop %s, with the way of that version', (version) => {
    expect(desktopBeta.check(at(version))).toMatchObject([
      {
        code: 'HN0109',
        severity: 'warning',
        title: `Docker Desktop ${version} has host networking as a beta only`,
        detail: expect.stringContaining(
          'Sign in, then Settings › Features in development › Enable host networking › Apply & restart',
        ) as string,
      },
    ]);
  });

  it.each(['4.28.0', '4.34.0', '4.80.0'])('stays silent on Docker Desktop %s', (version) => {
    expect(desktopBeta.check(at(version))).toEqual([]);
  });

  it('stays silent on another engine', () => {
    expect(desktopBeta.check(input({ facts: plainFacts() }))).toEqual([]);
  });
});

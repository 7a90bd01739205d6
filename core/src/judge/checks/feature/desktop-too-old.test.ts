import { judge } from '../../judge.ts';
import { dead, desktopFacts, input, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';
import { desktopTooOld } from './desktop-too-old.ts';

const at = (version: string) => desktopFacts({}, {}, version);

describe('HN0108 desktop-too-old', () => {
  it.each(['4.28.0', '4.10.1', '3.6.0'])(
    'fires on Docker Desktop %s; dead lanes are not-available then',
    (version) => {
      const judged = judge(input({ facts: at(version), lanes: promised(dead) }));
      expect(judged.findings[0]).toMatchObject({
        code: 'HN0108',
        severity: 'error',
        title: `Docker Desktop ${version} has no host networking: it came with 4.34`,
      });
      expect(judged.verdict).toBe('not-available');
    },
  );

  it('fires, and the verdict follows the lanes all the same where they are answered', () => {
    expect(judge(input({ facts: at('4.28.0') })).verdict).toBe('working');
  });

  it.each(['4.29.0', '4.33.1', '4.34.0', '4.80.0'])('stays silent on Docker Desktop %s', (version) => {
    expect(desktopTooOld.check(input({ facts: at(version) }))).toEqual([]);
  });

  it('stays silent, and is skipped, on another engine', () => {
    expect(desktopTooOld.check(input({ facts: plainFacts() }))).toEqual([]);
    expect(desktopTooOld.applicable(input({ facts: plainFacts() }))).toBe('the engine is not Docker Desktop');
  });
});

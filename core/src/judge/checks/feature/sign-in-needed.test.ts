import { dead, desktopFacts, input, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';
import { signInNeeded } from './sign-in-needed.ts';

const at = (version: string, lanes = promised(dead)) =>
  signInNeeded.check(input({ facts: desktopFacts({}, {}, version), lanes }));

describe('HN0110 sign-in-needed', () => {
  it.each(['4.29.0', '4.34.3'])(
    'fires on Docker Desktop %s where nothing is answered, and does not claim to know',
    (version) => {
      const [finding] = at(version);
      expect(finding).toMatchObject({
        code: 'HN0110',
        severity: 'warning',
        title: `Docker Desktop ${version} turns host networking off when nobody is signed in`,
        evidence: [`Docker Desktop ${version}`, 'whether somebody is signed in was not checked'],
      });
    },
  );

  it.each(['4.35.0', '4.80.0'])('stays silent on Docker Desktop %s, which needs no sign-in', (version) => {
    expect(at(version)).toEqual([]);
  });

  it('stays silent where the version has no such feature, and on another engine', () => {
    expect(at('4.28.0')).toEqual([]);
    expect(signInNeeded.check(input({ facts: plainFacts(), lanes: promised(dead) }))).toEqual([]);
  });

  it('stays silent where something is answered', () => {
    expect(
      at(
        '4.34.0',
        promised((way) => (way.transport === 'udp' ? dead(way) : {})),
      ),
    ).toEqual([]);
  });
});

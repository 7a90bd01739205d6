import { judge } from '../../judge.ts';
import { desktopFacts, engineGone, input } from '../../../testing/evidence-fixtures.ts';
import { windowsContainers } from './windows-containers.ts';

const windows = () => {
  const facts = desktopFacts();
  if (!facts.engine.reachable) throw new Error('the fixture’s engine answers');
  return { ...facts, engine: { ...facts.engine, os: 'windows' } };
};

describe('HN0103 windows-containers', () => {
  it('fires when the engine runs Windows containers, and the feature is not available then', () => {
    const [finding] = windowsContainers.check(input({ facts: windows(), lanes: [] }));
    expect(finding).toMatchObject({
      code: 'HN0103',
      severity: 'error',
      title: 'The engine runs Windows containers, which have no host networking',
      evidence: ['OSType: windows'],
      remedy: { command: 'docker desktop engine use linux' },
    });
    expect(judge(input({ facts: windows(), lanes: [] })).verdict).toBe('not-available');
  });

  it('stays silent with Linux containers', () => {
    expect(windowsContainers.check(input())).toEqual([]);
  });

  it('stays silent, and is skipped, when no engine answered', () => {
    expect(windowsContainers.check(input({ facts: engineGone() }))).toEqual([]);
    expect(windowsContainers.applicable(input({ facts: engineGone() }))).toBe('no engine answered');
  });
});

import { known, unknown } from '../../../model/known.ts';
import { judge } from '../../judge.ts';
import { dead, desktopFacts, input, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { onButNotWorking } from './on-but-not-working.ts';

const itself = laneFixture({ from: 'host-mode', to: 'host-mode', role: 'control' });
const lanes = [...promised(dead), itself];
const set = (value: boolean) => desktopFacts({}, { hostNetworkingEnabled: known(value, 'backend socket') });

describe('HN0112 on-but-not-working', () => {
  it('fires when the setting says on and nothing is answered: the measurement counts', () => {
    const judged = judge(input({ facts: set(true), lanes }));
    expect(judged.verdict).toBe('not-working');
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0112']);
    expect(judged.findings[0]).toMatchObject({
      severity: 'error',
      title: 'The setting says host networking is on, but it does not work',
      remedy: { command: 'docker desktop restart' },
    });
    expect(judged.findings[0]?.evidence[0]).toBe('setting: on (backend socket)');
  });

  it.each([
    ['the setting says off', set(false)],
    ['the setting is not known', desktopFacts({}, { hostNetworkingEnabled: unknown('no file') })],
  ])('stays silent when %s', (_, facts) => {
    expect(onButNotWorking.check(input({ facts, lanes }))).toEqual([]);
  });

  it('stays silent when it works, wholly or in part, and when nothing was measured', () => {
    const part = promised((way) => (way.transport === 'udp' ? dead(way) : {}));
    for (const some of [promised(), part, promised(() => unmeasured())])
      expect(onButNotWorking.check(input({ facts: set(true), lanes: some }))).toEqual([]);
  });
});

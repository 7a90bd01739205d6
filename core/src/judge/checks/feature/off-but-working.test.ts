import { known, unknown } from '../../../model/known.ts';
import { judge } from '../../judge.ts';
import { dead, desktopFacts, input, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';
import { offButWorking } from './off-but-working.ts';

const off = desktopFacts({}, { hostNetworkingEnabled: known(false, 'settings-store.json') });

describe('HN0113 off-but-working', () => {
  it('fires when the setting says off and both directions are answered; the verdict is working', () => {
    const judged = judge(input({ facts: off }));
    expect(judged.verdict).toBe('working');
    expect(judged.findings).toMatchObject([
      {
        code: 'HN0113',
        severity: 'info',
        title: 'The setting says host networking is off, but it works',
        detail:
          'The measurement decides. The setting was read from settings-store.json, which may be out of date.',
      },
    ]);
  });

  it('stays silent when the setting says on, or is not known', () => {
    expect(offButWorking.check(input({ facts: desktopFacts() }))).toEqual([]);
    const facts = desktopFacts({}, { hostNetworkingEnabled: unknown('no file') });
    expect(offButWorking.check(input({ facts }))).toEqual([]);
  });

  it('stays silent when one direction is dead, and on another engine', () => {
    const lanes = promised((way) => (way.direction === 'host-to-container' ? dead(way) : {}));
    expect(offButWorking.check(input({ facts: off, lanes }))).toEqual([]);
    expect(offButWorking.check(input({ facts: plainFacts() }))).toEqual([]);
  });
});

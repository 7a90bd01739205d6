import { known, unknown } from '../../../model/known.ts';
import { extensionsOff } from './extensions-off.ts';
import { desktopFacts, input, plainFacts } from '../../../testing/evidence-fixtures.ts';

const OFF = known(false, 'settings-store.json');
const given = (extensionsEnabled: typeof OFF | ReturnType<typeof unknown>, version: string) =>
  extensionsOff.check(input({ facts: desktopFacts({}, { extensionsEnabled }, version) }));

describe('HN0118 extensions-off', () => {
  it.each(['4.74.0', '4.86.0'])('fires on Docker Desktop %s when the setting says off', (version) => {
    expect(given(OFF, version)).toMatchObject([
      {
        code: 'HN0118',
        severity: 'info',
        title: 'Docker Extensions are off by default since Docker Desktop 4.74',
        evidence: [`Docker Desktop ${version}`, 'extensions: off (settings-store.json)'],
      },
    ]);
  });

  it('stays silent when the setting says on, or is not known: it is not guessed from the version', () => {
    expect(given(known(true, 'x'), '4.80.0')).toEqual([]);
    expect(given(unknown('no file'), '4.80.0')).toEqual([]);
  });

  it('stays silent before 4.74, and on another engine', () => {
    expect(given(OFF, '4.73.9')).toEqual([]);
    expect(extensionsOff.check(input({ facts: plainFacts() }))).toEqual([]);
  });
});

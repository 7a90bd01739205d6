import { known, unknown } from '../../../model/known.ts';
import { eciHint } from './eci-hint.ts';
import {
  dead,
  desktopFacts,
  input,
  plainFacts,
  promised,
  unmeasured,
} from '../../../testing/evidence-fixtures.ts';

const on = desktopFacts({}, { enhancedContainerIsolation: known(true, 'settings-store.json') });

describe('HN0116 eci-hint', () => {
  it('fires when a setting says on and a host-mode container ran, whatever its lanes showed', () => {
    for (const lanes of [promised(), promised(dead)]) {
      expect(eciHint.check(input({ facts: on, lanes }))).toMatchObject([
        {
          code: 'HN0116',
          severity: 'warning',
          title: 'A setting says Enhanced Container Isolation is on, but a host-mode container started',
          evidence: ['isolation: on (settings-store.json)', 'a host-mode container of this run was started'],
        },
      ]);
    }
  });

  it('stays silent when no container ran', () => {
    expect(eciHint.check(input({ facts: on, lanes: promised(() => unmeasured()) }))).toEqual([]);
  });

  it('stays silent when the setting says off or is not known, and on another engine', () => {
    for (const enhancedContainerIsolation of [known(false, 'x'), unknown('no file')])
      expect(eciHint.check(input({ facts: desktopFacts({}, { enhancedContainerIsolation }) }))).toEqual([]);
    expect(eciHint.check(input({ facts: plainFacts() }))).toEqual([]);
  });
});

import type { DesktopSettings } from '../../../model/facts.ts';
import { known, unknown } from '../../../model/known.ts';
import { judge } from '../../judge.ts';
import { dead, desktopFacts, input, promised } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { lockedByAdmin } from './locked-by-admin.ts';

const lanes = [...promised(dead), laneFixture({ from: 'host-mode', to: 'host-mode', role: 'control' })];
const facts = (enabled: boolean, locked: DesktopSettings['hostNetworkingLocked']) =>
  desktopFacts(
    {},
    { hostNetworkingEnabled: known(enabled, 'admin-settings.json'), hostNetworkingLocked: locked },
  );
const LOCKED = known(true, 'admin-settings.json');

describe('HN0114 locked-by-admin', () => {
  it('fires when it is off, locked, and nothing is answered; it is not available then', () => {
    const judged = judge(input({ facts: facts(false, LOCKED), lanes }));
    expect(judged.verdict).toBe('not-available');
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0114']);
    expect(judged.findings[0]).toMatchObject({
      severity: 'error',
      title: 'Host networking is locked off by your administrator',
      evidence: ['setting: off (admin-settings.json)', 'locked: on (admin-settings.json)'],
    });
  });

  it.each([
    ['it is locked on', facts(true, LOCKED)],
    ['it is off and not locked', facts(false, known(false, 'x'))],
    ['the lock is not known', facts(false, unknown('no file'))],
  ])('stays silent when %s', (_, given) => {
    expect(lockedByAdmin.check(input({ facts: given, lanes }))).toEqual([]);
  });

  it('stays silent when it works all the same: a measurement beats a lock', () => {
    const judged = judge(input({ facts: facts(false, LOCKED) }));
    expect(judged.findings.map((finding) => finding.code)).not.toContain('HN0114');
    expect(judged.verdict).toBe('working');
  });
});

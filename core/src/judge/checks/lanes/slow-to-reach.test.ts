import type { Lane } from '../../../model/lane.ts';
import { input } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { slowToReach } from './slow-to-reach.ts';

const after = (tries: number, firstSuccessMs: number, over: Partial<Lane> = {}): Lane => {
  const full = laneFixture(over);
  const dialler = full.evidence.dialler && { ...full.evidence.dialler, tries, firstSuccessMs };
  return { ...full, evidence: { ...full.evidence, dialler } };
};

describe('HN0218 slow-to-reach', () => {
  it('fires once a direction, with the slowest', () => {
    const lanes = [after(9, 812.4), after(20, 1503.6), after(9, 400, { from: 'host-mode', to: 'host' })];
    expect(slowToReach.check(input({ lanes })).map((finding) => finding.title)).toEqual([
      'A new listener is reachable only after 1504 ms, from this computer to the container',
      'A new listener is reachable only after 400 ms, from the container to this computer',
    ]);
    expect(slowToReach.check(input({ lanes }))[0]).toMatchObject({ code: 'HN0218', severity: 'warning' });
  });

  it('stays silent on a slow machine: one try is no proof of a late forwarder', () => {
    expect(slowToReach.check(input({ lanes: [after(1, 1800)] }))).toEqual([]);
  });

  it('stays silent on a short wait, on lanes that never answered, and on controls', () => {
    const lanes = [
      after(3, 120),
      after(30, 900, { outcome: 'refused' }),
      after(9, 900, { from: 'bridge', to: 'host-mode' }),
    ];
    expect(slowToReach.check(input({ lanes }))).toEqual([]);
  });
});

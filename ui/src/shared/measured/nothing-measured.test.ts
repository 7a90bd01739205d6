import { laneFixture } from '@hostnet/core/testing';
import { whyNothingMeasured } from './nothing-measured.ts';

const silent = (reason: string) => laneFixture({ outcome: 'not-measured', missing: 'skipped', reason });

describe('whyNothingMeasured', () => {
  it('is the reason that most lanes give', () => {
    const lanes = [silent('a control'), silent('the engine is stopped.'), silent('the engine is stopped.')];
    expect(whyNothingMeasured({ lanes })).toBe('the engine is stopped');
  });

  it('is null as soon as one lane was measured, and before any is known', () => {
    expect(whyNothingMeasured({ lanes: [silent('x'), laneFixture({ outcome: 'refused' })] })).toBeNull();
    expect(whyNothingMeasured({ lanes: [] })).toBeNull();
  });
});

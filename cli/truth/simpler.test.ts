import { scenariosOf } from './generator.ts';
import type { Scenario } from './scenario.ts';
import { shrink, simpler } from './simpler.ts';

describe('a false answer', () => {
  it('is shrunk to the one fault that makes it', async () => {
    const isFalse = ({ programs }: Scenario) => programs.some(({ state }) => state === 'paused');
    const from = scenariosOf(3, 400).find(
      (one) => isFalse(one) && one.programs.length > 1 && one.rule !== null,
    );
    if (!from) throw new Error('no such scenario');
    const smallest = await shrink(from, 200, (one) => Promise.resolve(isFalse(one)));
    expect(smallest).toMatchObject({ transport: 'tcp', weather: 'fair', rule: null });
    expect(smallest.programs).toMatchObject([
      {
        state: 'paused',
        share: false,
        ignored: 'no',
        to: 'any',
        sockets: [{ behaviour: 'serves', port: 'it' }],
      },
    ]);
  });

  it('takes no more trials than it may, and keeps what it has', async () => {
    let trials = 0;
    const from = scenariosOf(3, 1)[0];
    if (!from) throw new Error('no scenario');
    const smallest = await shrink(from, 3, () => Promise.resolve(trials++ < 0));
    expect(trials).toBeLessThanOrEqual(3);
    expect(smallest).toEqual(from);
  });

  it('is made no simpler than nothing', () => {
    const nothing: Scenario = { place: 'plain', transport: 'tcp', weather: 'fair', programs: [], rule: null };
    expect(simpler(nothing)).toEqual([]);
  });
});

import { judge } from '../../judge.ts';
import type { Lane } from '../../../model/lane.ts';
import { datagramsLost } from './datagrams-lost.ts';
import {
  codes,
  desktopFacts,
  input,
  lanesTold,
  plainFacts,
  promised,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';

/** A UDP lane that was answered in the end, with so many sent and so many answered. */
const counted = (sent: number, answered: number, over: Partial<Lane> = {}): Lane => {
  const full = laneFixture({ transport: 'udp', ...over });
  const dialler = full.evidence.dialler && { ...full.evidence.dialler, sent, answered };
  return { ...full, evidence: { ...full.evidence, dialler } };
};

describe('HN0214 datagrams-lost', () => {
  it('fires when datagrams were lost though every lane answered, and the verdict is partly-working', () => {
    const lanes = [...promised((way) => (way.transport === 'udp' ? null : {})), counted(3, 1), counted(2, 1)];
    const all = [...promised(), ...lanes];
    const judged = judge(input({ lanes: all }));
    expect(judged.verdict).toBe('partly-working');
    const [finding, ...more] = lanesTold(judged.findings);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0214',
      severity: 'warning',
      // Eight promised UDP lanes with one datagram each, and these two.
      title: 'Some datagrams are lost: 3 of 13 were not answered',
    });
    expect(finding?.evidence).toHaveLength(2);
  });

  it('fires without a word of TCP, with a remedy that exists on the system', () => {
    const lanes = [counted(3, 2)];
    const linux = datagramsLost.check(input({ facts: plainFacts(), lanes }))[0];
    const mac = datagramsLost.check(input({ facts: desktopFacts(), lanes }))[0];
    expect(linux?.remedy?.command).toBe('tc qdisc show');
    expect(mac?.remedy?.command).toBe('hostnet diagnose');
    for (const finding of [linux, mac]) expect(wordsOf(finding)).not.toMatch(/\bTCP\b/i);
  });

  it('stays silent when every datagram was answered, also when answers came late', () => {
    expect(datagramsLost.check(input({ lanes: [counted(1, 1), counted(3, 3)] }))).toEqual([]);
  });

  it('stays silent on lanes that nobody answered: those are dead, not lossy', () => {
    const lanes = promised((way) => (way.transport === 'udp' ? { outcome: 'request-lost' } : {}));
    expect(codes({ lanes })).not.toContain('HN0214');
  });

  it('stays silent on TCP, whose repeats are re-dials', () => {
    expect(datagramsLost.check(input({ lanes: [counted(3, 1, { transport: 'tcp' })] }))).toEqual([]);
  });

  it('stays silent on lanes that do not count, and on lanes without a dialler', () => {
    const none = { dialler: null, listener: null };
    const lanes = [
      counted(3, 1, { role: 'describes' }),
      counted(3, 1, { role: 'control', from: 'bridge' }),
      laneFixture({ transport: 'udp', outcome: 'not-measured', missing: 'instrument', evidence: none }),
    ];
    expect(datagramsLost.check(input({ lanes }))).toEqual([]);
  });
});

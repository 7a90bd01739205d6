import type { Lane } from '../../../model/lane.ts';
import { input, promised, type Way } from '../../../testing/evidence-fixtures.ts';
import { closeLost } from './close-lost.ts';

/** Promised lanes, of which these were answered and their end was not. */
const unended = (which: (way: Way) => boolean): Lane[] => {
  const ways: Way[] = [];
  const lanes = promised((way) => (ways.push(way), {}));
  return lanes.map((lane, nth) => {
    const { dialler } = lane.evidence;
    const way = ways[nth];
    if (!dialler || !way || lane.transport !== 'tcp' || !which(way)) return lane;
    const over = { phase: 'close', errno: 'ETIMEDOUT' };
    return { ...lane, evidence: { ...lane.evidence, dialler: { ...dialler, ...over } } };
  });
};

describe('HN0222 close-lost', () => {
  it('fires once for a direction and family in which no connection ended', () => {
    const lanes = unended((way) => way.family === 'ipv4' && way.direction === 'host-to-container');
    const [finding, ...more] = closeLost.check(input({ lanes }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0222',
      severity: 'warning',
      title: 'TCP connections over IPv4 do not end, from this computer to the container',
    });
    expect(finding?.remedy?.command).toBe('sudo iptables -S');
    const all = closeLost.check(input({ lanes: unended(() => true) }));
    expect(all).toHaveLength(4);
    expect(all[1]?.remedy?.command).toBe('sudo ip6tables -S');
  });

  it('stays silent where one connection alone ended late, as on a busy machine', () => {
    const lanes = unended((way) => way.listen === '127.0.0.1');
    expect(closeLost.check(input({ lanes }))).toEqual([]);
    expect(closeLost.check(input())).toEqual([]);
  });

  it('stays silent, and is skipped, where packets are lost now and then', () => {
    const lanes = unended(() => true).map((lane) => {
      const { dialler } = lane.evidence;
      if (lane.transport === 'tcp' || !dialler) return lane;
      const over = { sent: 3, answered: 1, tries: 1 };
      return { ...lane, evidence: { ...lane.evidence, dialler: { ...dialler, ...over } } };
    });
    expect(closeLost.applicable(input({ lanes }))).toMatch(/lost now and then/);
  });
});

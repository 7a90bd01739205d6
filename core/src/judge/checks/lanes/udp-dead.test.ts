import {
  codes,
  dead,
  desktopFacts,
  input,
  plainFacts,
  promised,
  unmeasured,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
import { udpDead } from './udp-dead.ts';

const all = promised((way) => (way.transport === 'udp' ? dead(way) : {}));

describe('HN0205 udp-dead', () => {
  it('fires alone when UDP is dead in both directions and families', () => {
    expect(codes({ lanes: all })).toEqual(['HN0205']);
    expect(udpDead.check(input({ lanes: all }))[0]).toMatchObject({
      code: 'HN0205',
      severity: 'error',
      title: 'UDP does not get through',
      detail: 'All 8 UDP tests failed: no answer in time.',
    });
  });

  it('fires with the direction in its title when only one is dead', () => {
    const lanes = promised((way) =>
      way.transport === 'udp' && way.direction === 'host-to-container' ? dead(way) : {},
    );
    expect(codes({ lanes })).toEqual(['HN0205']);
    expect(udpDead.check(input({ lanes }))[0]?.title).toBe(
      'UDP does not get through from this computer to containers',
    );
  });

  it('fires with the family in its title when only one is dead', () => {
    const lanes = promised((way) => (way.transport === 'udp' && way.family === 'ipv6' ? dead(way) : {}));
    expect(codes({ lanes })).toEqual(['HN0205']);
    const [finding] = udpDead.check(input({ lanes }));
    expect(finding?.title).toBe('UDP does not get through over IPv6');
    expect(wordsOf(finding)).not.toContain('IPv4');
  });

  it('fires without a word of TCP, on Docker Desktop and on a plain engine', () => {
    for (const facts of [desktopFacts(), plainFacts()]) {
      const words = wordsOf(udpDead.check(input({ facts, lanes: all }))[0]);
      expect(words).toContain('UDP');
      expect(words).not.toMatch(/\bTCP\b/i);
    }
  });

  it('stays silent when all is well', () => {
    expect(udpDead.check(input())).toEqual([]);
  });

  it('stays silent when TCP is the dead one', () => {
    const lanes = promised((way) => (way.transport === 'udp' ? {} : dead(way)));
    expect(udpDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when both transports are dead: then it is not UDP that is to blame', () => {
    expect(udpDead.check(input({ lanes: promised(dead) }))).toEqual([]);
  });

  it('stays silent when one UDP lane fails inside a living cell', () => {
    const lanes = promised((way) => (way.transport === 'udp' && way.listen === '::1' ? dead(way) : {}));
    expect(udpDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when UDP could not be measured', () => {
    const lanes = promised((way) => (way.transport === 'udp' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

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
import { tcpDead } from './tcp-dead.ts';

const all = promised((way) => (way.transport === 'tcp' ? dead(way) : {}));

describe('HN0204 tcp-dead', () => {
  it('fires alone when TCP is dead in both directions and families', () => {
    expect(codes({ lanes: all })).toEqual(['HN0204']);
    expect(tcpDead.check(input({ lanes: all }))[0]).toMatchObject({
      code: 'HN0204',
      severity: 'error',
      title: 'TCP does not get through',
      detail: 'All 8 TCP tests failed: the connection was refused.',
    });
  });

  it('fires with the direction in its title when only one is dead', () => {
    const lanes = promised((way) =>
      way.transport === 'tcp' && way.direction === 'host-to-container' ? dead(way) : {},
    );
    expect(codes({ lanes })).toEqual(['HN0204']);
    expect(tcpDead.check(input({ lanes }))[0]?.title).toBe(
      'TCP does not get through from this computer to containers',
    );
  });

  it('fires with the family in its title when only one is dead', () => {
    const lanes = promised((way) => (way.transport === 'tcp' && way.family === 'ipv6' ? dead(way) : {}));
    expect(codes({ lanes })).toEqual(['HN0204']);
    const [finding] = tcpDead.check(input({ lanes }));
    expect(finding?.title).toBe('TCP does not get through over IPv6');
    expect(wordsOf(finding)).not.toContain('IPv4');
  });

  it('fires without a word of UDP, on Docker Desktop and on a plain engine', () => {
    for (const facts of [desktopFacts(), plainFacts()]) {
      const words = wordsOf(tcpDead.check(input({ facts, lanes: all }))[0]);
      expect(words).toContain('TCP');
      expect(words).not.toMatch(/\bUDP\b/i);
    }
  });

  it('stays silent when all is well', () => {
    expect(tcpDead.check(input())).toEqual([]);
  });

  it('stays silent when UDP is the dead one', () => {
    const lanes = promised((way) => (way.transport === 'tcp' ? {} : dead(way)));
    expect(tcpDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when both transports are dead: then it is not TCP that is to blame', () => {
    expect(tcpDead.check(input({ lanes: promised(dead) }))).toEqual([]);
  });

  it('stays silent when one TCP lane fails inside a living cell', () => {
    const lanes = promised((way) => (way.transport === 'tcp' && way.listen === '::1' ? dead(way) : {}));
    expect(tcpDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when TCP could not be measured', () => {
    const lanes = promised((way) => (way.transport === 'tcp' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

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
import { ipv6Dead } from './ipv6-dead.ts';

const all = promised((way) => (way.family === 'ipv6' ? dead(way) : {}));

describe('HN0207 ipv6-dead', () => {
  it('fires alone when IPv6 is dead in both directions and transports', () => {
    expect(codes({ lanes: all })).toEqual(['HN0207']);
    expect(ipv6Dead.check(input({ lanes: all }))[0]).toMatchObject({
      code: 'HN0207',
      severity: 'error',
      title: 'IPv6 does not get through',
      detail: 'All 8 tests over IPv6 failed: the connection was refused (4); no answer in time (4).',
    });
  });

  it('fires with the direction in its title when only one is dead', () => {
    const lanes = promised((way) =>
      way.family === 'ipv6' && way.direction === 'container-to-host' ? dead(way) : {},
    );
    expect(codes({ lanes })).toEqual(['HN0207']);
    expect(ipv6Dead.check(input({ lanes }))[0]?.title).toBe(
      'IPv6 does not get through from containers to this computer',
    );
  });

  it('fires without a word of IPv4, on Docker Desktop and on a plain engine', () => {
    for (const facts of [desktopFacts(), plainFacts()]) {
      const words = wordsOf(ipv6Dead.check(input({ facts, lanes: all }))[0]);
      expect(words).toContain('IPv6');
      expect(words).not.toContain('IPv4');
    }
  });

  it('fires without sending anybody to the setting: IPv4 works, so it is on', () => {
    const remedy = ipv6Dead.check(input({ facts: desktopFacts({}, {}, '4.32.0'), lanes: all }))[0]?.remedy;
    expect(remedy?.text).not.toMatch(/Enable host networking|Sign in/);
  });

  it('stays silent when all is well', () => {
    expect(ipv6Dead.check(input())).toEqual([]);
  });

  it('stays silent when IPv4 is the dead one', () => {
    const lanes = promised((way) => (way.family === 'ipv6' ? {} : dead(way)));
    expect(ipv6Dead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when IPv4 was not there to compare with: then IPv6 is not to blame', () => {
    const lanes = promised((way) => (way.family === 'ipv6' ? dead(way) : unmeasured('absent')));
    expect(codes({ lanes })).toEqual(['HN0201']);
  });

  it('stays silent when this machine has no IPv6: what is absent is no fault', () => {
    const lanes = promised((way) => (way.family === 'ipv6' ? unmeasured('absent') : {}));
    expect(codes({ lanes })).toEqual([]);
  });

  it('stays silent when IPv6 could not be measured', () => {
    const lanes = promised((way) => (way.family === 'ipv6' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

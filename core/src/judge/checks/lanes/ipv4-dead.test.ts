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
import { ipv4Dead } from './ipv4-dead.ts';

const all = promised((way) => (way.family === 'ipv4' ? dead(way) : {}));

describe('HN0206 ipv4-dead', () => {
  it('fires alone when IPv4 is dead in both directions and transports', () => {
    expect(codes({ lanes: all })).toEqual(['HN0206']);
    expect(ipv4Dead.check(input({ lanes: all }))[0]).toMatchObject({
      code: 'HN0206',
      severity: 'error',
      title: 'IPv4 does not get through',
      detail: 'All 8 tests over IPv4 failed: the connection was refused (4); no answer in time (4).',
    });
  });

  it('fires with the direction in its title when only one is dead', () => {
    const lanes = promised((way) =>
      way.family === 'ipv4' && way.direction === 'container-to-host' ? dead(way) : {},
    );
    expect(codes({ lanes })).toEqual(['HN0206']);
    expect(ipv4Dead.check(input({ lanes }))[0]?.title).toBe(
      'IPv4 does not get through from containers to this computer',
    );
  });

  it('fires without a word of IPv6, on Docker Desktop and on a plain engine', () => {
    for (const facts of [desktopFacts(), plainFacts()]) {
      const words = wordsOf(ipv4Dead.check(input({ facts, lanes: all }))[0]);
      expect(words).toContain('IPv4');
      expect(words).not.toContain('IPv6');
    }
  });

  it('stays silent when all is well', () => {
    expect(ipv4Dead.check(input())).toEqual([]);
  });

  it('stays silent when IPv6 is the dead one', () => {
    const lanes = promised((way) => (way.family === 'ipv4' ? {} : dead(way)));
    expect(ipv4Dead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when IPv6 was not there to compare with: then IPv4 is not to blame', () => {
    const lanes = promised((way) => (way.family === 'ipv4' ? dead(way) : unmeasured('absent')));
    expect(codes({ lanes })).toEqual(['HN0201']);
  });

  it('stays silent when this machine has no IPv4: what is absent is no fault', () => {
    const lanes = promised((way) => (way.family === 'ipv4' ? unmeasured('absent') : {}));
    expect(codes({ lanes })).toEqual([]);
  });

  it('stays silent when IPv4 could not be measured', () => {
    const lanes = promised((way) => (way.family === 'ipv4' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

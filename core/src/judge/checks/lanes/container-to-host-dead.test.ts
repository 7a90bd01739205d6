import { codes, dead, input, promised, unmeasured, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { containerToHostDead } from './container-to-host-dead.ts';

const oneWay = promised((way) => (way.direction === 'container-to-host' ? dead(way) : {}));

describe('HN0203 container-to-host-dead', () => {
  it('fires alone when this direction is dead in both transports and families', () => {
    expect(codes({ lanes: oneWay })).toEqual(['HN0203']);
    const [finding] = containerToHostDead.check(input({ lanes: oneWay }));
    expect(finding).toMatchObject({
      code: 'HN0203',
      severity: 'error',
      title: 'Host-mode containers cannot reach this computer',
      detail:
        'All 8 tests from the container to this computer failed: the connection was refused (4); no answer in time (4).',
    });
  });

  it('fires without blaming a transport or a family', () => {
    const [finding] = containerToHostDead.check(input({ lanes: oneWay }));
    expect(`${finding?.title} ${finding?.detail}`).not.toMatch(/TCP|UDP|IPv4|IPv6/);
  });

  it('fires with evidence of this direction alone', () => {
    const [finding] = containerToHostDead.check(input({ lanes: oneWay }));
    expect(finding?.evidence.filter((line) => line.includes(' → '))).toHaveLength(4);
    expect(wordsOf(finding)).not.toContain('this computer → container');
  });

  it('stays silent when all is well', () => {
    expect(containerToHostDead.check(input())).toEqual([]);
  });

  it('stays silent when the other direction is the dead one', () => {
    const lanes = promised((way) => (way.direction === 'container-to-host' ? {} : dead(way)));
    expect(containerToHostDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when only one transport of this direction is dead: that has a code of its own', () => {
    const lanes = promised((way) =>
      way.direction === 'container-to-host' && way.transport === 'udp' ? dead(way) : {},
    );
    expect(containerToHostDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when one lane fails inside living cells', () => {
    const lanes = promised((way) =>
      way.direction === 'container-to-host' && way.listen === '0.0.0.0' ? dead(way) : {},
    );
    expect(containerToHostDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when this direction could not be measured', () => {
    const lanes = promised((way) => (way.direction === 'container-to-host' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

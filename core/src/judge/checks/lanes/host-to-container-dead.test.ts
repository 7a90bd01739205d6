import { codes, dead, input, promised, unmeasured, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { hostToContainerDead } from './host-to-container-dead.ts';

const oneWay = promised((way) => (way.direction === 'host-to-container' ? dead(way) : {}));

describe('HN0202 host-to-container-dead', () => {
  it('fires alone when this direction is dead in both transports and families', () => {
    expect(codes({ lanes: oneWay })).toEqual(['HN0202']);
    const [finding] = hostToContainerDead.check(input({ lanes: oneWay }));
    expect(finding).toMatchObject({
      code: 'HN0202',
      severity: 'error',
      title: 'This computer cannot reach host-mode containers',
      detail:
        'All 8 tests from this computer to the container failed: the connection was refused (4); no answer in time (4).',
    });
  });

  it('fires without blaming a transport or a family', () => {
    const [finding] = hostToContainerDead.check(input({ lanes: oneWay }));
    expect(`${finding?.title} ${finding?.detail}`).not.toMatch(/TCP|UDP|IPv4|IPv6/);
  });

  it('fires with evidence of this direction alone', () => {
    const [finding] = hostToContainerDead.check(input({ lanes: oneWay }));
    expect(finding?.evidence.filter((line) => line.includes(' → '))).toHaveLength(4);
    expect(wordsOf(finding)).not.toContain('container → this computer');
  });

  it('stays silent when all is well', () => {
    expect(hostToContainerDead.check(input())).toEqual([]);
  });

  it('stays silent when the other direction is the dead one', () => {
    const lanes = promised((way) => (way.direction === 'host-to-container' ? {} : dead(way)));
    expect(hostToContainerDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when only one transport of this direction is dead: that has a code of its own', () => {
    const lanes = promised((way) =>
      way.direction === 'host-to-container' && way.transport === 'udp' ? dead(way) : {},
    );
    expect(hostToContainerDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when one lane fails inside living cells', () => {
    const lanes = promised((way) =>
      way.direction === 'host-to-container' && way.listen === '0.0.0.0' ? dead(way) : {},
    );
    expect(hostToContainerDead.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when this direction could not be measured', () => {
    const lanes = promised((way) => (way.direction === 'host-to-container' ? unmeasured() : {}));
    expect(codes({ lanes })).toEqual([]);
  });
});

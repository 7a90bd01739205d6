import { dead, desktopFacts, input, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { ipv6ListenersDead } from './ipv6-listeners-dead.ts';

/** Lanes of this computer to listeners on `::` over IPv4, as most programs open them. */
const dual = (outcome: 'reachable' | 'refused') =>
  (['tcp', 'udp'] as const).map((transport) => laneFixture({ transport, listen: '::', outcome }));
const six = promised((way) =>
  way.direction === 'host-to-container' && way.family === 'ipv6' ? dead(way) : {},
);

describe('HN0216 ipv6-listeners-dead', () => {
  it('fires when listeners on IPv6 addresses are dead over IPv4 too, those on IPv4 addresses alive', () => {
    const [finding, ...more] = ipv6ListenersDead.check(
      input({ facts: desktopFacts(), lanes: [...six, ...dual('refused')] }),
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0216',
      severity: 'error',
      title: 'Listeners on IPv6 addresses cannot be reached from this computer',
      remedy: { text: 'Let the program listen on 0.0.0.0 or 127.0.0.1.' },
    });
  });

  it('fires with the version where that is the known cause', () => {
    const facts = desktopFacts({}, {}, '4.32.0');
    const [finding] = ipv6ListenersDead.check(input({ facts, lanes: [...six, ...dual('refused')] }));
    expect(finding?.title).toBe(
      'Listeners on IPv6 addresses cannot be reached from this computer: Docker Desktop 4.32.0 does not forward them',
    );
    expect(finding?.evidence).toContain('fixed in 4.33.0');
  });

  it('stays silent when they are reached over IPv4: then it is the family', () => {
    expect(ipv6ListenersDead.check(input({ lanes: [...six, ...dual('reachable')] }))).toEqual([]);
  });

  it('stays silent when listeners on IPv4 addresses are dead too, when all is well, and when nothing was measured', () => {
    for (const lanes of [
      [...promised(dead), ...dual('refused')],
      [...promised(), ...dual('reachable')],
      promised(() => unmeasured()),
    ])
      expect(ipv6ListenersDead.check(input({ lanes }))).toEqual([]);
  });
});

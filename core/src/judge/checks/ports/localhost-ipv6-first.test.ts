import { laneFixture } from '../../../testing/lane-fixture.ts';
import { localhostIpv6First } from './localhost-ipv6-first.ts';
import { listener, looked, reach } from '../../../testing/port-evidence.ts';

const refused = reach(4400, { address: '::1', outcome: 'refused', arrived: null });
const given = (over = {}, dials = [reach(4400), refused]) =>
  looked({ listeners: [listener('api', 4400)], ...over }, { reach: dials });

describe('HN0308 localhost-ipv6-first', () => {
  it('fires where 127.0.0.1 answers and ::1 is refused, once for all ports', () => {
    expect(localhostIpv6First.check(given())).toMatchObject([
      {
        severity: 'info',
        title: '`localhost` can mean ::1, where 4400/tcp of api is not reachable',
        evidence: [
          'connection to 127.0.0.1:4400/tcp: reachable, seen to arrive in host mode',
          'connection to [::1]:4400/tcp: refused',
        ],
      },
    ]);
  });

  it('stays silent without both measurements', () => {
    expect(localhostIpv6First.check(given({}, [reach(4400)]))).toEqual([]);
    expect(localhostIpv6First.check(given({}, [refused]))).toEqual([]);
    const late = { ...refused, outcome: 'timed-out' as const };
    expect(localhostIpv6First.check(given({}, [reach(4400), late]))).toEqual([]);
  });

  it('stays silent where something of the port is on IPv6', () => {
    const listeners = [listener('api', 4400), listener('api', 4400, { address: '::1', family: 'ipv6' })];
    expect(localhostIpv6First.check(given({ listeners }))).toEqual([]);
  });

  it('is skipped where localhost was seen to mean 127.0.0.1 alone', () => {
    const lanes = [laneFixture({ address: 'localhost', resolved: '127.0.0.1' })];
    expect(localhostIpv6First.applicable(given({ lanes }))).toBe('`localhost` means 127.0.0.1 alone here');
    const both = [...lanes, laneFixture({ address: 'localhost', resolved: '::1' })];
    expect(localhostIpv6First.applicable(given({ lanes: both }))).toBe(true);
  });
});

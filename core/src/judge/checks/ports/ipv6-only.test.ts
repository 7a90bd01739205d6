import { ipv6Only } from './ipv6-only.ts';
import { behindVm, listener, looked, reach } from '../../../testing/port-evidence.ts';

const six = listener('web', 8080, { address: '::', family: 'ipv6' });
const given = (...listeners: ReturnType<typeof listener>[]) => ipv6Only.check(looked({ listeners }));

describe('HN0307 ipv6-only', () => {
  it('fires for a socket on :: that was opened for IPv6 alone', () => {
    expect(given(six)).toMatchObject([
      {
        severity: 'warning',
        title: 'web listens on 8080/tcp over IPv6 only',
        detail:
          'The socket on :: was opened for IPv6 only: 127.0.0.1 is refused, and so is a client that uses IPv4 only.',
        evidence: ['web listens on [::]:8080/tcp, IPv6 only'],
      },
    ]);
  });

  it('fires with who answers IPv4 in its place', () => {
    expect(given(six, listener('other', 8080))[0]?.detail).toContain('over 127.0.0.1 other answers.');
  });

  it('stays silent on dual sockets, on unknown families and on a program with a socket a family', () => {
    expect(given({ ...six, family: 'dual' })).toEqual([]);
    expect(given({ ...six, family: 'unknown' })).toEqual([]);
    expect(given(six, listener('web', 8080))).toEqual([]);
  });

  it('stays silent where the IPv4 half may be a socket of nobody known', () => {
    expect(given(six, listener(null, 8080))).toEqual([]);
    expect(given({ ...six, container: null })).toEqual([]);
  });

  it('stays silent where 127.0.0.1 was seen to arrive all the same', () => {
    expect(ipv6Only.check(behindVm({ listeners: [six] }, { reach: [reach(8080)] }))).toEqual([]);
  });
});

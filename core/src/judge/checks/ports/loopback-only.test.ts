import { loopbackOnly } from './loopback-only.ts';
import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';

const web = hostMode('web');
const local = listener('web', 8080, { address: '127.0.0.1' });
const given = (...listeners: ReturnType<typeof listener>[]) =>
  loopbackOnly.check(looked({ containers: [web], listeners }));

describe('HN0305 loopback-only', () => {
  it('fires once a container, on 127.0.0.1 and ::1', () => {
    expect(given(local, listener('web', 9000, { address: '::1', family: 'ipv6' }))).toMatchObject([
      {
        severity: 'info',
        title: 'web listens on 8080/tcp, 9000/tcp for this computer only',
        detail:
          'A program on 127.0.0.1, ::1 is never reached from another machine, whatever a firewall allows.',
        evidence: ['web listens on 127.0.0.1:8080/tcp', 'web listens on [::1]:9000/tcp'],
      },
    ]);
  });

  it('fires as warning where a discarded -p asked for every address', () => {
    const requestedPorts = [{ transport: 'tcp', containerPort: 8080, hostAddress: '', hostPort: 80 }];
    const asked = hostMode('web', { requestedPorts });
    const [finding] = loopbackOnly.check(looked({ containers: [asked], listeners: [local] }));
    expect(finding?.severity).toBe('warning');
    expect(finding?.detail).toContain(
      'It was started with -p 80:8080, which was meant for other machines too.',
    );
  });

  it('stays silent where the port is on other addresses too', () => {
    expect(given(local, listener('web', 8080))).toEqual([]);
    expect(given(listener('web', 8080, { address: '192.0.2.10' }))).toEqual([]);
  });

  it('stays silent on sockets of nobody known, and where an unknown one may be the other half', () => {
    expect(given(listener(null, 8080, { address: '127.0.0.1' }))).toEqual([]);
    expect(given(local, listener(null, 8080))).toEqual([]);
  });

  it('stays silent on the ports that UDP clients are given', () => {
    expect(given(listener('web', 41_000, { address: '127.0.0.1', transport: 'udp' }))).toEqual([]);
  });

  it('is skipped where owners are not known', () => {
    const blind = looked({ listeners: [listener(null, 1)] }, { owners: 'none', ownersReason: 'refused' });
    expect(loopbackOnly.applicable(blind)).toBe('the owners of listeners are not known: refused');
  });
});

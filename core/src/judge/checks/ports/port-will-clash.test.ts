import { containerFixture } from '../../../testing/container-fixture.ts';
import { known } from '../../../model/known.ts';
import { behindVm, hostListener, hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { portWillClash } from './port-will-clash.ts';

const exposes = (port: number, transport = 'tcp') => ({ exposedPorts: [{ transport, port }] });
const b = hostMode('b', { state: 'created', ...exposes(80) });

describe('HN0304 port-will-clash', () => {
  it('fires before the start, with the container that has the port', () => {
    const given = { containers: [hostMode('a'), b], listeners: [listener('a', 80)] };
    expect(portWillClash.check(looked(given))).toMatchObject([
      {
        severity: 'warning',
        title: 'b would find port 80/tcp taken: a has it',
        detail:
          'b is not running, and it is in host mode and its configuration names 80/tcp. If it is started unchanged, its program cannot listen there.',
        remedy: { command: 'docker stop a' },
      },
    ]);
  });

  it('fires as info for a container that ran to its end, and for the port inside of a discarded -p', () => {
    const requestedPorts = [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }];
    const ended = hostMode('b', { state: 'exited', requestedPorts });
    const given = { containers: [hostMode('a'), ended], listeners: [listener('a', 80)] };
    expect(portWillClash.check(looked(given))).toMatchObject([{ severity: 'info' }]);
  });

  it('fires with a program of this computer behind a VM', () => {
    const hostListeners = known([hostListener('httpd', 80)], 'lsof');
    expect(portWillClash.check(behindVm({ containers: [b] }, { hostListeners }))[0]).toMatchObject({
      title: 'b would find port 80/tcp taken: httpd on this computer has it',
      remedy: { command: null },
    });
  });

  it('fires for a bridge container that was never started', () => {
    const requestedPorts = [
      { transport: 'tcp', containerPort: 80, hostAddress: '127.0.0.1', hostPort: 8080 },
    ];
    const created = containerFixture('b', { state: 'created', requestedPorts });
    const clash = (address: string) =>
      portWillClash.check(looked({ containers: [created], listeners: [listener('a', 8080, { address })] }));
    expect(clash('0.0.0.0')).toHaveLength(1);
    expect(clash('192.0.2.10')).toEqual([]);
  });

  it.each([
    ['a free port', hostMode('b', { state: 'created', ...exposes(81) }), listener('a', 80)],
    ['another transport', hostMode('b', { state: 'created', ...exposes(80, 'udp') }), listener('a', 80)],
    ['a running container', hostMode('b', exposes(80)), listener('a', 80)],
    ['its own socket', b, listener('b', 80)],
    ['a socket that leaves IPv4 free', b, listener('a', 80, { address: '::', family: 'ipv6' })],
    [
      'a port that discovery programs share',
      hostMode('b', { state: 'created', ...exposes(5353, 'udp') }),
      listener('a', 5353, { transport: 'udp' }),
    ],
    ['what the engine has told already', { ...b, error: 'bind: address already in use' }, listener('a', 80)],
    [
      'a bridge container that ended',
      containerFixture('b', {
        state: 'exited',
        requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 80 }],
      }),
      listener('a', 80),
    ],
  ])('stays silent on %s', (_, container, socket) => {
    expect(portWillClash.check(looked({ containers: [container], listeners: [socket] }))).toEqual([]);
  });

  it('is skipped with the reason', () => {
    expect(portWillClash.applicable(looked())).toBe('no stopped container needs a port');
    expect(portWillClash.applicable(looked({ containers: [b] }))).toBe(true);
  });
});

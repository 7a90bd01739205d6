import { known, unknown } from '../../../model/known.ts';
import type { BindFailure } from '../../../model/port-facts.ts';
import { lowPortDenied } from './low-port-denied.ts';
import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';

const LINE = 'Error: listen EACCES: permission denied 0.0.0.0:81';
const failure = (over: Partial<BindFailure> = {}): BindFailure => ({
  container: 'web',
  kind: 'permission-denied',
  address: '0.0.0.0',
  port: 81,
  line: LINE,
  ...over,
});
const web = hostMode('web', { state: 'exited', user: '1000' });
const exposed = { state: 'created', exposedPorts: [{ transport: 'tcp', port: 81 }] };

describe('HN0310 low-port-denied', () => {
  it('fires for a program without root that was refused its port', () => {
    expect(lowPortDenied.check(looked({ containers: [web] }, { bindFailures: [failure()] }))).toMatchObject([
      {
        severity: 'error',
        title: 'web may not listen on port 81: in host mode that needs more rights',
        evidence: ['web is exited', 'it runs as 1000', 'net.ipv4.ip_unprivileged_port_start: 1024 (/proc)'],
        remedy: {
          text: 'Let web listen on a port from 1024 on, or start it with --user 0.',
          command: null,
        },
      },
    ]);
  });

  it('fires for root that lacks the capability, with its own remedy', () => {
    const containers = [{ ...web, user: '' }];
    const found = lowPortDenied.check(looked({ containers }, { bindFailures: [failure()] }));
    expect(found[0]?.remedy?.text).toContain('--cap-add NET_BIND_SERVICE');
  });

  it('fires before the start, as warning', () => {
    const containers = [hostMode('web', { ...exposed, user: 'www-data' })];
    expect(lowPortDenied.check(looked({ containers }))).toMatchObject([{ severity: 'warning' }]);
  });

  it('stays silent where the port is high enough, or nobody knows where low ends', () => {
    const high = [failure({ port: 8080 })];
    expect(lowPortDenied.check(looked({ containers: [web] }, { bindFailures: high }))).toEqual([]);
    const containers = [hostMode('web', { ...exposed, user: '1000' })];
    expect(lowPortDenied.check(looked({ containers }, { unprivilegedPortStart: known(0, 'x') }))).toEqual([]);
    expect(lowPortDenied.check(looked({ containers }, { unprivilegedPortStart: unknown('x') }))).toEqual([]);
  });

  it('stays silent on root before the start, on bridges, and on words of Windows', () => {
    const containers = [
      hostMode('root', { ...exposed, user: 'root' }),
      hostMode('able', { ...exposed, user: '1000', capAdd: ['NET_BIND_SERVICE'] }),
    ];
    expect(lowPortDenied.check(looked({ containers }))).toEqual([]);
    const bridge = { ...web, networkMode: 'bridge' };
    expect(lowPortDenied.check(looked({ containers: [bridge] }, { bindFailures: [failure()] }))).toEqual([]);
    const line = 'bind: An attempt was made to access a socket in a way forbidden by its access permissions.';
    const bindFailures = [failure({ line })];
    expect(lowPortDenied.check(looked({ containers: [web] }, { bindFailures }))).toEqual([]);
  });

  it('stays silent once the container has the port', () => {
    const given = { containers: [hostMode('web', { user: '1000' })], listeners: [listener('web', 81)] };
    expect(lowPortDenied.check(looked(given, { bindFailures: [failure()] }))).toEqual([]);
  });
});

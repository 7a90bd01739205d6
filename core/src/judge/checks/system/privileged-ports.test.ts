import { containerFixture } from '../../../testing/container-fixture.ts';
import { known } from '../../../model/known.ts';
import { behindVm, hostListener, listener, looked, reach } from '../../../testing/port-evidence.ts';
import { privilegedPorts } from './privileged-ports.ts';

const refused = reach(80, { outcome: 'refused', arrived: null });
const listeners = [listener('web', 80), listener('api', 8080)];

describe('HN0507 privileged-ports', () => {
  it('fires on the words of an engine whose helper does not answer', () => {
    const error = 'failed to connect to /var/run/com.docker.vmnetd.sock: is vmnetd running?';
    const web = containerFixture('web', {
      state: 'created',
      error,
      requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 80 }],
    });
    expect(privilegedPorts.check(behindVm({ containers: [web] }))).toMatchObject([
      {
        severity: 'error',
        title: 'Docker Desktop could not open port 80/tcp on this Mac for web',
        evidence: [`State.Error of web: ${error}`],
      },
    ]);
  });

  it('fires as warning where the low port is dead and every measured higher one is reached', () => {
    expect(privilegedPorts.check(behindVm({ listeners }, { reach: [refused, reach(8080)] }))).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('stays silent where nothing is reached, the low one is, or another program has it', () => {
    const of = (facts: Parameters<typeof behindVm>[1]) =>
      privilegedPorts.check(behindVm({ listeners }, facts));
    const dead = reach(8080, { outcome: 'refused', arrived: null });
    expect(of({ reach: [refused, dead] })).toEqual([]);
    expect(of({ reach: [refused] })).toEqual([]);
    expect(of({ reach: [reach(80), reach(8080)] })).toEqual([]);
    const hostListeners = known([hostListener('httpd', 80)], 'lsof');
    expect(of({ reach: [refused, reach(8080)], hostListeners })).toEqual([]);
  });

  it('is skipped elsewhere than on Docker Desktop for Mac', () => {
    expect(privilegedPorts.applicable(looked())).toBe('this computer does not run macOS');
    expect(privilegedPorts.applicable(behindVm({}, {}, 'win32'))).toBe('this computer does not run macOS');
  });
});

import { behindVm, hostMode, listener, looked, reach } from '../../../testing/port-evidence.ts';
import { unhealthyReachable } from './unhealthy-reachable.ts';

const given = {
  containers: [hostMode('web', { health: 'unhealthy' })],
  listeners: [listener('web', 80)],
};

describe('HN0319 unhealthy-reachable', () => {
  it('fires where a dial arrived at an unhealthy container', () => {
    expect(unhealthyReachable.check(behindVm(given, { reach: [reach(80)] }))).toMatchObject([
      {
        severity: 'warning',
        title: 'web is unhealthy, but port 80/tcp is reachable',
        remedy: { command: 'docker inspect --format "{{json .State.Health}}" web' },
      },
    ]);
  });

  it('fires on this computer’s own network, where a handshake is with the program itself', () => {
    const dials = { reach: [reach(80, { arrived: null })] };
    expect(unhealthyReachable.check(looked(given, dials))).toHaveLength(1);
    expect(unhealthyReachable.check(behindVm(given, dials))).toEqual([]);
  });

  it('stays silent on healthy containers and refused ports', () => {
    const healthy = { ...given, containers: [hostMode('web', { health: 'healthy' })] };
    expect(unhealthyReachable.check(behindVm(healthy, { reach: [reach(80)] }))).toEqual([]);
    const refused = { reach: [reach(80, { outcome: 'refused', arrived: null })] };
    expect(unhealthyReachable.check(behindVm(given, refused))).toEqual([]);
  });
});

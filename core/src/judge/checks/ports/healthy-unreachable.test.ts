import { laneFixture } from '../../../testing/lane-fixture.ts';
import { healthyUnreachable } from './healthy-unreachable.ts';
import { behindVm, hostMode, listener, reach } from '../../../testing/port-evidence.ts';

const web = hostMode('web', { health: 'healthy' });
const refused = reach(80, { outcome: 'refused', arrived: null });
const given = (dials: ReturnType<typeof reach>[], over = {}) =>
  behindVm({ containers: [web], listeners: [listener('web', 80)], ...over }, { reach: dials });

describe('HN0318 healthy-unreachable', () => {
  it('fires where every dial of a healthy container was for nothing', () => {
    expect(healthyUnreachable.check(given([refused, { ...refused, address: '::1' }]))).toMatchObject([
      {
        severity: 'warning',
        title: 'web is healthy, but this computer cannot reach it',
        detail:
          'The health check runs inside the container, so it does not test connections from this computer. Tried from here: refused.',
        remedy: { command: 'hostnet port 80' },
      },
    ]);
  });

  it('stays silent where a dial arrived, another program answered, or none was measured', () => {
    expect(healthyUnreachable.check(given([refused, reach(80)]))).toEqual([]);
    expect(healthyUnreachable.check(given([reach(80, { outcome: 'wrong-listener' })]))).toEqual([]);
    expect(healthyUnreachable.check(given([reach(80, { outcome: 'not-measured', arrived: null })]))).toEqual(
      [],
    );
    expect(healthyUnreachable.check(given([]))).toEqual([]);
    expect(healthyUnreachable.check(given([reach(80, { arrived: null })]))).toEqual([]);
  });

  it('stays silent where a newer listener answers at that address: HN0219 tells it', () => {
    const listeners = [listener('web', 80), listener('api', 8080)];
    expect(healthyUnreachable.check(given([refused, reach(8080)], { listeners }))).toEqual([]);
    const lanes = [laneFixture({ resolved: '127.0.0.1' })];
    expect(healthyUnreachable.check(given([refused], { lanes }))).toEqual([]);
  });

  it('is said where no listener can be held to be forgotten: what is not told there is told here', () => {
    const lanes = [laneFixture({ resolved: '::1' })];
    expect(healthyUnreachable.check(given([{ ...refused, address: '::1' }], { lanes }))).toHaveLength(1);
  });

  it('stays silent where the port is another container’s as well', () => {
    const listeners = [
      listener('web', 80, { address: '127.0.0.1' }),
      listener('b', 80, { address: '192.0.2.1' }),
    ];
    expect(healthyUnreachable.check(given([refused], { listeners }))).toEqual([]);
  });

  it('is skipped without a healthy container', () => {
    expect(healthyUnreachable.applicable(given([], { containers: [hostMode('web')] }))).toBe(
      'no container is healthy by a check',
    );
  });
});

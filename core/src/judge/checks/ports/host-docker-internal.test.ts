import { addressDead } from '../lanes/address-dead.ts';
import { desktopFacts, input, promised } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { hostDockerInternal } from './host-docker-internal.ts';

const NAME = 'host.docker.internal';
const to = (resolved: string, over = {}) =>
  laneFixture({
    from: 'host-mode',
    to: 'host',
    address: NAME,
    role: 'describes',
    resolved,
    family: resolved.includes(':') ? 'ipv6' : 'ipv4',
    ...over,
  });
const four = to('192.168.65.254');
const six = to('fdc4:f303:9324::254', { outcome: 'timed-out' });
const given = (...lanes: ReturnType<typeof laneFixture>[]) =>
  input({ facts: desktopFacts(), lanes: [...promised(), ...lanes] });

describe('HN0314 host-docker-internal', () => {
  it('fires where the A answers and the AAAA does not', () => {
    expect(hostDockerInternal.check(given(four, six))).toMatchObject([
      {
        severity: 'warning',
        title:
          'host.docker.internal answers over IPv4, but not over IPv6, from the container to this computer',
        remedy: { command: null },
      },
    ]);
  });

  it('fires the other way round, and HN0211 leaves these lanes to it', () => {
    const lanes = given({ ...six, outcome: 'reachable' }, { ...four, outcome: 'refused' });
    expect(hostDockerInternal.check(lanes)[0]?.title).toContain('over IPv6, but not over IPv4');
    expect(addressDead.check(lanes)).toEqual([]);
  });

  it('stays silent where both answer, neither does, or one was not measured', () => {
    expect(hostDockerInternal.check(given(four, { ...six, outcome: 'reachable' }))).toEqual([]);
    expect(hostDockerInternal.check(given({ ...four, outcome: 'refused' }, six))).toEqual([]);
    expect(hostDockerInternal.check(given(four, { ...six, outcome: 'not-measured' }))).toEqual([]);
  });

  it('stays silent where the dialling side has no IPv6 at all, as an ordinary bridge', () => {
    for (const outcome of ['address-unavailable', 'no-route'] as const) {
      const lanes = [to('192.168.65.254', { from: 'bridge' }), { ...six, from: 'bridge' as const, outcome }];
      expect(hostDockerInternal.check(given(...lanes))).toEqual([]);
    }
  });

  it('stays silent where a family answers in part', () => {
    expect(
      hostDockerInternal.check(given(four, six, { ...six, transport: 'udp', outcome: 'reachable' })),
    ).toEqual([]);
  });

  it('is skipped where the name was not dialled', () => {
    expect(hostDockerInternal.applicable(input())).toBe(
      'host.docker.internal was not tested, or did not resolve',
    );
  });
});

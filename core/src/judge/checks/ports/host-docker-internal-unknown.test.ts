import { addressDead } from '../lanes/address-dead.ts';
import { desktopFacts, input, plainFacts } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { hostDockerInternalUnknown } from './host-docker-internal-unknown.ts';

const lost = (over = {}) =>
  laneFixture({
    from: 'host-mode',
    to: 'host',
    address: 'host.docker.internal',
    role: 'describes',
    resolved: null,
    family: null,
    outcome: 'resolve-failed',
    ...over,
  });
const given = (...lanes: ReturnType<typeof laneFixture>[]) => input({ facts: desktopFacts(), lanes });

describe('HN0315 host-docker-internal-unknown', () => {
  it('fires once for all lookups of one side, and HN0211 leaves them to it', () => {
    const lanes = given(lost(), lost({ transport: 'udp' }));
    expect(hostDockerInternalUnknown.check(lanes)).toMatchObject([
      {
        severity: 'warning',
        title: 'host.docker.internal does not resolve in host mode',
        remedy: { command: null },
      },
    ]);
    expect(addressDead.check(lanes)).toEqual([]);
  });

  it('fires for a bridge container with the option that mends it', () => {
    const [finding] = hostDockerInternalUnknown.check(given(lost({ from: 'bridge' })));
    expect(finding?.remedy?.command).toBeNull();
    expect(finding?.remedy?.text).toContain('--add-host host.docker.internal:host-gateway');
  });

  it('stays silent where one lookup succeeded, or none was made', () => {
    const found = lost({ outcome: 'refused', resolved: '192.168.65.254', family: 'ipv4' });
    expect(hostDockerInternalUnknown.check(given(lost(), found))).toEqual([]);
    expect(hostDockerInternalUnknown.check(given(lost({ outcome: 'not-measured' })))).toEqual([]);
  });

  it('is skipped on a plain engine, which never promised the name', () => {
    expect(hostDockerInternalUnknown.applicable(input({ facts: plainFacts(), lanes: [lost()] }))).toBe(
      'the engine is not Docker Desktop',
    );
  });
});

import { containerFixture } from '../../../testing/container-fixture.ts';
import { exclusiveNetworks } from './exclusive-networks.ts';
import { hostMode, looked } from '../../../testing/port-evidence.ts';

const of = (container: ReturnType<typeof hostMode>) =>
  exclusiveNetworks.check(looked({ containers: [container] }));

describe('HN0312 exclusive-networks', () => {
  it.each([
    [
      "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      'links were requested',
    ],
    [
      'container cannot be disconnected from host network or connected to host network',
      'a network was to be joined',
    ],
    [
      'container sharing network namespace with another container or host cannot be connected to any other network',
      'a network was to be joined',
    ],
    ['Container cannot be connected to network endpoints: a, b', 'several networks were requested'],
    [
      'cannot connect container to host network - container must be created in host network mode',
      'the host’s network was to be joined or left',
    ],
  ])('fires on the engine’s words: %s', (error, what) => {
    const [finding] = of(containerFixture('web', { state: 'created', error }));
    expect(finding).toMatchObject({ severity: 'error', evidence: [`State.Error: ${error}`] });
    expect(finding?.detail).toContain(what);
  });

  it('fires for links and second networks of a container that is not running', () => {
    expect(of(hostMode('web', { state: 'created', links: ['/db:/web/db'] }))).toHaveLength(1);
    expect(of(hostMode('web', { state: 'created', networks: ['host', 'shop'] }))[0]?.detail).toContain(
      'shop is listed beside it',
    );
  });

  it('stays silent on host mode alone, on what runs, and on several networks of a bridge', () => {
    expect(of(hostMode('web', { state: 'created' }))).toEqual([]);
    expect(of(hostMode('web', { networks: ['host', 'shop'] }))).toEqual([]);
    expect(of(containerFixture('web', { networks: ['a', 'b'], links: ['/db:/web/db'] }))).toEqual([]);
  });
});

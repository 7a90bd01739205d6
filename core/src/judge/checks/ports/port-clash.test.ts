import { containerFixture as container } from '../../../testing/container-fixture.ts';
import { input, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { portClash } from './port-clash.ts';

const published = (hostPort: number | null, hostAddress = '', transport = 'tcp') => ({
  requestedPorts: [{ transport, containerPort: 80, hostAddress, hostPort }],
});
const TAKEN =
  'driver failed programming external connectivity on endpoint b: Bind for 0.0.0.0:8080 failed: port is already allocated';

describe('HN0302 port-clash', () => {
  it('fires for a container that could not start because another publishes its port, with the engine’s words', () => {
    const containers = [
      container('a', published(8080)),
      container('b', { ...published(8080), state: 'created', error: TAKEN }),
    ];
    const [finding, ...more] = portClash.check(input({ containers }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0302',
      severity: 'warning',
      title: 'a and b both want port 8080/tcp',
      evidence: ['a publishes 8080:80/tcp', 'b publishes 8080:80/tcp', `b: ${TAKEN}`],
      // b does not run: stopping it would change nothing.
      remedy: { text: 'Give b another port, or stop a and start b again.', command: 'docker stop a' },
    });
  });

  it('fires for a host-mode container and a published port', () => {
    const containers = [
      container('host', { networkMode: 'host', exposedPorts: [{ transport: 'tcp', port: 8080 }] }),
      container('b', published(8080)),
    ];
    expect(portClash.check(input({ containers }))[0]?.detail).toBe(
      'They share one network, so only one of them can have it: host is in host mode and exposes 8080/tcp, b publishes 8080:80/tcp.',
    );
  });

  it('offers to stop a container that runs, never one that does not', () => {
    const remedy = (a: object, b: object) =>
      portClash.check(
        input({
          containers: [
            container('a', { ...published(8080), ...a }),
            container('b', { ...published(8080), ...b }),
          ],
        }),
      )[0]?.remedy?.command;
    const failed = { state: 'exited', error: TAKEN };
    expect(remedy({}, {})).toBe('docker stop b');
    expect(remedy(failed, {})).toBe('docker stop b');
    expect(remedy({}, failed)).toBe('docker stop a');
    expect(remedy(failed, failed)).toBeNull();
  });

  it('stays silent where one has the port of IPv4 alone and the other that of IPv6 alone', () => {
    const containers = [hostMode('six'), container('four', published(8080, '127.0.0.1'))];
    const six = (family: 'ipv6' | 'dual') =>
      looked({ containers, listeners: [listener('six', 8080, { address: '::', family })] });
    expect(portClash.check(six('ipv6'))).toEqual([]);
    expect(portClash.check(six('dual'))).toHaveLength(1);
  });

  it('fires for UDP without a word of TCP', () => {
    const containers = [
      container('a', published(53, '', 'udp')),
      container('b', published(53, '0.0.0.0', 'udp')),
    ];
    const [finding] = portClash.check(input({ containers }));
    expect(finding?.title).toBe('a and b both want port 53/udp');
    expect(wordsOf(finding)).not.toMatch(/\btcp\b/i);
  });

  it.each([
    ['different ports', published(8080), published(8081)],
    ['different transports', published(53, '', 'tcp'), published(53, '', 'udp')],
    ['different addresses', published(8080, '127.0.0.1'), published(8080, '192.0.2.10')],
    ['ports the engine chooses', published(null), published(null)],
    ['a container that ended for another reason', published(8080), { ...published(8080), state: 'exited' }],
  ])('stays silent with %s', (_, first, second) => {
    const containers = [container('a', first), container('b', second)];
    expect(portClash.check(input({ containers }))).toEqual([]);
  });

  it('stays silent on one container that publishes a port twice', () => {
    const both = [...published(8080, '127.0.0.1').requestedPorts, ...published(8080).requestedPorts];
    const containers = [container('a', { requestedPorts: both }), container('b')];
    expect(portClash.check(input({ containers }))).toEqual([]);
  });

  it('stays silent on what two images expose where their sockets are known, and on what HN0303 tells', () => {
    const exposedPorts = [{ transport: 'tcp', port: 80 }];
    const both = [hostMode('a', { exposedPorts }), hostMode('b', { exposedPorts })];
    const listeners = [listener('a', 80), listener('b', 8080)];
    expect(portClash.check(looked({ containers: both, listeners }))).toEqual([]);
    expect(portClash.check(looked({ containers: both, listeners }, { owners: 'some' }))).toEqual([]);
    expect(portClash.check(looked({ containers: both }, { owners: 'some' }))).toHaveLength(1);
    const containers = [
      container('a', published(8080)),
      container('b', { ...published(8080), state: 'created', error: TAKEN }),
    ];
    const failure = {
      container: 'b',
      kind: 'address-in-use',
      address: '0.0.0.0',
      port: 8080,
      line: TAKEN,
    } as const;
    for (const order of [containers, [...containers].reverse()])
      expect(portClash.check(looked({ containers: order }, { bindFailures: [failure] }))).toEqual([]);
  });

  it('fires where a container listens in host mode on what another publishes', () => {
    const containers = [hostMode('a'), container('b', published(8080))];
    const listeners = [listener('a', 8080)];
    expect(portClash.check(looked({ containers, listeners }))[0]?.title).toBe(
      'a and b both want port 8080/tcp',
    );
  });

  it('fires once for each of many containers that want one port', () => {
    const containers = Array.from({ length: 300 }, (_, i) => container(`c${i}`, published(8080)));
    expect(portClash.check(input({ containers }))).toHaveLength(299);
  });

  it('is skipped with the reason when there are fewer than two containers', () => {
    expect(portClash.applicable(input({ containers: [container('a')] }))).toBe('fewer than two containers');
  });
});

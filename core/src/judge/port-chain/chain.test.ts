import { containerFixture } from '../../testing/container-fixture.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import { known, unknown } from '../../model/known.ts';
import { explainPort } from './chain.ts';
import {
  APART,
  listenerFixture,
  portsFixture,
  reachFixture,
  WORKS,
  type Parts,
} from '../../testing/ports-report-fixtures.ts';
import { PortChain } from '../../model/ports-report.ts';

const web = containerFixture('web', { networkMode: 'host', image: 'nginx' });
const ask = (parts: Parts, port = 8080, transport: 'tcp' | 'udp' = 'tcp') => {
  const chain = explainPort(portsFixture({ containers: [web], ...parts }), port, transport);
  expect(PortChain.parse(chain)).toEqual(chain);
  return { ...chain, of: (id: string) => chain.links.find((link) => link.id === id) };
};
const lan = reachFixture({ address: '192.0.2.7', arrived: null });
const stranger = (process: string, port = 8080) => ({
  hostListeners: known(
    [{ transport: 'tcp' as const, address: '0.0.0.0', port, family: 'ipv4' as const, pid: 4, process }],
    'test',
  ),
});

describe('a chain', () => {
  it('is reachable only with an answer that is known to be the right program’s', () => {
    const chain = ask({ listeners: [listenerFixture()], reach: [reachFixture(), lan] });
    expect(chain).toMatchObject({
      verdict: 'reachable',
      broken: null,
      command: 'nc -vz localhost 8080',
    });
    expect(chain.sentence).toBe('nginx of web answers on port 8080 at 127.0.0.1 and 192.0.2.7.');
  });

  it('with an answer that nobody saw arrive is unknown, never reachable', () => {
    const chain = ask({ listeners: [listenerFixture()], reach: [reachFixture({ arrived: null })] });
    expect(chain).toMatchObject({ verdict: 'unknown', broken: null });
    expect(chain.of('owner')).toMatchObject({ status: 'unknown' });
    const forwarded = ask({
      listeners: [listenerFixture()],
      reach: [reachFixture({ arrived: null })],
      ports: stranger('com.docker.backend'),
    });
    expect(forwarded.verdict).toBe('reachable');
  });

  it('without a look into host mode is unknown in every link that needs it', () => {
    const hostNetworking = { ...WORKS, state: 'unknown' as const, sentence: 'The image is missing.' };
    const chain = ask({
      listeners: null,
      hostNetworking,
      ports: { owners: 'none', ownersReason: 'no image' },
    });
    expect(chain.verdict).toBe('unknown');
    expect(chain.links.map((link) => link.status)).not.toContain('ok');
  });

  it.each([
    [
      'AirPlay',
      stranger('ControlCenter', 5000),
      5000,
      /^AirPlay Receiver of macOS has port 5000\/tcp, which web wants\. Turn AirPlay Receiver off .*AirDrop & Handoff/,
      null,
    ],
    [
      'a process',
      stranger('python3'),
      8080,
      /^On this computer python3 has port 8080\/tcp, not web\. Stop python3, or give web another port/,
      'sudo lsof -nP -iTCP:8080',
    ],
    [
      'nobody that is known',
      { hostListeners: unknown('no rights') },
      8080,
      /On this computer another program has port 8080/,
      'sudo lsof -nP -iTCP:8080',
    ],
  ])('a connection that did not arrive went to %s', (_, ports, port, sentence, command) => {
    const listeners = [listenerFixture({ port })];
    const reach = [reachFixture({ port, outcome: 'wrong-listener', arrived: false })];
    expect(ask({ listeners, reach, ports, platform: 'darwin' }, port)).toMatchObject({
      verdict: 'broken',
      broken: 'owner',
      sentence: expect.stringMatching(sentence) as string,
      command,
    });
  });

  it('refused everywhere is forgotten while a new listener is forwarded, and the feature’s fault while none is', () => {
    const listeners = [listenerFixture()];
    const reach = ['127.0.0.1', '192.0.2.7'].map((address) =>
      reachFixture({ address, outcome: 'refused', arrived: null }),
    );
    expect(ask({ listeners, reach })).toMatchObject({ broken: 'owner', command: 'docker restart web' });
    const off = { ...WORKS, state: 'does-not-work' as const, sentence: 'It is off.', remedy: 'Turn it on.' };
    const dead = ask({ listeners, reach, hostNetworking: off });
    expect(dead).toMatchObject({ broken: 'host-networking', sentence: 'It is off. Turn it on.' });
  });

  it('IPv6 alone, refused while IPv4 is forwarded, is the address’s fault, and no command is sure to help', () => {
    const listeners = [listenerFixture({ address: '::', family: 'ipv6' })];
    const reach = [reachFixture({ address: '::1', outcome: 'refused', arrived: null })];
    expect(ask({ listeners, reach })).toMatchObject({ broken: 'address', command: null });
  });

  it('an address that this computer does not have is the address’s fault', () => {
    const chain = ask({ listeners: [listenerFixture({ address: '192.168.65.3' })] });
    expect(chain.broken).toBe('address');
    expect(chain.sentence).toContain('let the program listen on 0.0.0.0');
  });

  it.each<[string, Partial<ContainerFacts>, string, string | null]>([
    [
      'a stopped container',
      { state: 'exited', exposedPorts: [{ transport: 'tcp', port: 8080 }] },
      'web uses port 8080 and is exited: start it.',
      'docker start web',
    ],
    [
      'a bridge container',
      { networkMode: 'bridge', exposedPorts: [{ transport: 'tcp', port: 8080 }] },
      'web uses port 8080 in a bridge network and does not publish it: start it with -p.',
      'docker run --publish 8080:8080 nginx',
    ],
    [
      'nobody',
      {},
      'Nothing listens on port 8080, and no container names it: check the number, or see which ports have a listener.',
      'hostnet ports',
    ],
  ])('a port nobody listens on is explained by %s', (_, over, sentence, command) => {
    const containers = [{ ...web, ...over }];
    expect(ask({ containers })).toMatchObject({ broken: 'listener', sentence, command });
  });

  it('a discarded -p names the real port, and a command for the address that answers', () => {
    const requested = { transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 };
    const containers = [{ ...web, requestedPorts: [requested] }];
    const listeners = [listenerFixture({ port: 80, address: '::', family: 'ipv6' })];
    const reach = [reachFixture({ port: 80, address: '::1' })];
    expect(ask({ containers, listeners, reach })).toMatchObject({
      broken: 'listener',
      sentence:
        'Port 8080 is discarded, since -p 8080:80 is ignored in host mode: web listens on port 80, and answers there.',
      command: 'nc -vz ::1 80',
    });
    expect(ask({ containers, listeners: [] }).command).toBe('docker logs --tail 20 web');
  });

  it.each([
    ['address-in-use', 'other could not listen on port 8080/tcp: web has it'],
    ['address-unavailable', 'other wants to listen on 10.0.0.9'],
  ] as const)('a container that failed with %s is told', (kind, sentence) => {
    const failure = { container: 'other', kind, address: '10.0.0.9', port: 8080, line: 'bind failed' };
    const other = containerFixture('other', { networkMode: 'host', state: 'exited', exitCode: 1 });
    const chain = ask({
      listeners: [listenerFixture()],
      reach: [reachFixture()],
      containers: [web, other],
      ports: { bindFailures: [failure] },
    });
    expect(chain.broken).toBe('container');
    expect(chain.sentence).toContain(sentence);
  });

  it('UDP is never reachable by silence, and its refusal is', () => {
    const listeners = [listenerFixture({ transport: 'udp', port: 53 })];
    expect(ask({ listeners }, 53, 'udp')).toMatchObject({ verdict: 'unknown', broken: null });
    expect(ask({ listeners }, 53, 'tcp')).toMatchObject({
      broken: 'listener',
      command: 'hostnet port 53 --udp',
    });
    const refused = reachFixture({ transport: 'udp', port: 53, outcome: 'refused', arrived: null });
    const chain = ask({ listeners, reach: [refused, { ...refused, address: '192.0.2.7' }] }, 53, 'udp');
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'owner', command: 'hostnet diagnose' });
  });

  it('Windows’ own ranges explain a port that nothing forwards', () => {
    const excludedPorts = known([{ transport: 'tcp' as const, from: 8000, to: 8100 }], 'netsh');
    const reach = [
      reachFixture({ outcome: 'refused', arrived: null }),
      { ...lan, outcome: 'refused' as const },
    ];
    const chain = ask({ listeners: [listenerFixture()], reach, ports: { excludedPorts }, platform: 'win32' });
    expect(chain.sentence).toBe('Windows reserves ports 8000 to 8100. Use another port.');
  });

  it('an active firewall is not measured, a firewall that swallows is', () => {
    const firewalls = known([{ name: 'ufw', active: true }], 'test');
    const own = { ...WORKS, state: 'own-stack' as const };
    const where = { ...APART, ownStack: true };
    const fine = ask({
      listeners: [listenerFixture()],
      reach: [reachFixture(), lan],
      ports: { firewalls },
      hostNetworking: own,
      where,
    });
    expect([fine.verdict, fine.of('firewall')?.status]).toEqual(['reachable', 'unknown']);
    const reach = [reachFixture({ outcome: 'timed-out', arrived: null })];
    const swallowed = ask({
      listeners: [listenerFixture()],
      reach,
      ports: { firewalls },
      hostNetworking: own,
      where,
    });
    expect(swallowed).toMatchObject({ broken: 'firewall', command: 'sudo ufw allow 8080/tcp' });
  });

  it('quotes what a container may be called', () => {
    const image = "x'; rm -rf /";
    const containers = [
      { ...web, networkMode: 'bridge', image, exposedPorts: [{ transport: 'tcp', port: 8080 }] },
    ];
    expect(ask({ containers }).command).toBe(String.raw`docker run --publish 8080:8080 'x'\''; rm -rf /'`);
  });
});

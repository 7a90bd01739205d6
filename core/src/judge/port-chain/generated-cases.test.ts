import { containerFixture } from '../../testing/container-fixture.ts';
import { hostListener } from '../../testing/port-evidence.ts';
import {
  APART,
  listenerFixture,
  portsFixture,
  reachFixture,
  WORKS,
  type Parts,
} from '../../testing/ports-report-fixtures.ts';
import { known } from '../../model/known.ts';
import type { HostListener, PortReach } from '../../model/port-facts.ts';
import { ENDED_BEHIND } from '../../words/reach-reasons.ts';
import { explainPort } from './chain.ts';
import { settleReach } from './settle-reach.ts';

const web = containerFixture('web', { networkMode: 'host', image: 'nginx' });
const ask = (parts: Parts, port = 8080) =>
  explainPort(portsFixture({ containers: [web], ...parts }), port, 'tcp');

/** What dials come to where this socket of the computer has the port, and the forwarder is the process 4. */
const settle = (
  reach: PortReach[],
  holder: HostListener,
  { listeners = [listenerFixture()], containers = [web], forwarder = 4 } = {},
) =>
  settleReach(
    {
      reach,
      listeners,
      hostListeners: known([holder], 'test'),
      controlHolders: new Set([forwarder]),
      ownStack: false,
    },
    containers,
  );

/** Cases that the generated scenarios of cli/truth found. */
describe('why a port is as it is: what generated scenarios found', () => {
  const map = { transport: 'tcp' as const, containerPort: 80, hostAddress: '127.0.0.1', hostPort: 8080 };

  it('names the container that publishes a port, not the engine’s proxy', () => {
    const site = containerFixture('site', { publishedPorts: [map], requestedPorts: [map] });
    const proxy = listenerFixture({ address: '127.0.0.1', container: null, process: 'docker-proxy', pid: 9 });
    const chain = ask({
      containers: [site],
      listeners: [proxy],
      reach: [reachFixture({ arrived: null })],
      hostNetworking: { ...WORKS, state: 'own-stack' },
      where: { ...APART, ownStack: true },
    });
    expect(chain.verdict).toBe('reachable');
    expect(chain.sentence).toBe('site answers on port 8080 at 127.0.0.1. Only this computer can reach it.');
    expect(chain.links[0]?.sentence).toBe('site publishes port 8080.');
  });

  it('needs no host networking for a published port, also where the engine’s proxy is seen in host mode', () => {
    const site = containerFixture('site', { publishedPorts: [map], requestedPorts: [map] });
    const proxy = listenerFixture({ container: null, process: 'docker-proxy', pid: 9 });
    const chain = ask({
      containers: [site],
      listeners: [proxy],
      reach: [reachFixture({ arrived: true })],
      hostNetworking: { ...WORKS, state: 'does-not-work', sentence: 'Host networking is off.' },
    });
    expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
  });

  it('says of a program of this computer that it is one, also where the forwarder leads to it from the engine’s machine', () => {
    const led = ['127.0.0.1', '192.168.65.254'].map((address) =>
      listenerFixture({ address, container: null, process: null, pid: null }),
    );
    const parts: Parts = {
      containers: [],
      listeners: led,
      reach: [reachFixture({ arrived: null })],
      ports: {
        owners: 'none',
        ownersReason: 'some sockets belong to processes that are not visible from here',
        hostListeners: known([hostListener('ollama', 8080, { address: '127.0.0.1', pid: 5 })], 'test'),
      },
    };
    expect(ask(parts)).toMatchObject({ verdict: 'reachable', broken: null });
    expect(ask(parts).sentence).toMatch(
      /^ollama \(pid 5\) answers on port 8080 at 127\.0\.0\.1\..*a program of this computer/,
    );
  });

  it('does not give a program of this computer the socket that a container may have', () => {
    const hostListeners = known([hostListener('node', 8080, { pid: 5 })], 'test');
    const listeners = [listenerFixture({ container: null, process: null, pid: null })];
    const ports = { owners: 'none' as const, ownersReason: 'no rights', hostListeners };
    expect(ask({ listeners, reach: [reachFixture({ arrived: null })], ports }).sentence).not.toContain(
      'a program of this computer',
    );
  });

  it('starts a stopped container that publishes the port', () => {
    const site = containerFixture('site', { state: 'exited', exitCode: 0, requestedPorts: [map] });
    expect(ask({ containers: [site] })).toMatchObject({ broken: 'listener', command: 'docker start site' });
  });

  it('does not say that IPv6 is not forwarded where its listener may have been forgotten', () => {
    const reach = [reachFixture({ address: '::1', outcome: 'refused', arrived: null })];
    const chain = ask({ listeners: [listenerFixture({ address: '::1', family: 'ipv6' })], reach });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'address', command: null });
    expect(chain.sentence).toBe(
      'It listens on IPv6 only, and this computer does not reach it there. Restart web, in case the forwarder has forgotten it. If that does not help, let the program listen on 0.0.0.0: IPv6 may not be forwarded here.',
    );
  });

  it('calls the forwarder no stranger: what it takes and does not bring is lost behind it', () => {
    const dial = reachFixture({ outcome: 'wrong-listener', arrived: false });
    const listeners = [listenerFixture()];
    const settled = (pid: number) => settle([dial], hostListener('node', 8080, { pid }));
    expect(settled(5)).toMatchObject([{ outcome: 'wrong-listener' }]);
    expect(settled(4)).toMatchObject([{ outcome: 'request-lost' }]);
    const chain = ask({ listeners, reach: settled(4) });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'owner' });
    expect(chain.sentence).toBe(
      'The engine’s forwarder accepts connections at 127.0.0.1 on port 8080, but they do not arrive at nginx of web. A firewall on the engine’s machine may drop them.',
    );
  });

  it('takes the answer of a program of this computer for its answer, also where the forwarder’s process is known', () => {
    const own = hostListener('ollama', 8080, { address: '127.0.0.1', pid: 5 });
    const hostListeners = known([own], 'test');
    const looked = (outcome: PortReach['outcome']) =>
      settle([reachFixture({ outcome, arrived: null })], own, { listeners: [], containers: [] });
    const asked = (outcome: PortReach['outcome']) =>
      ask({ containers: [], listeners: [], reach: looked(outcome), ports: { hostListeners } });
    expect(asked('reachable')).toMatchObject({ verdict: 'reachable', broken: null });
    expect(asked('reachable').sentence).toMatch(/^ollama \(pid 5\) answers on port 8080 at 127\.0\.0\.1\./);
    for (const outcome of ['closed', 'reset'] as const)
      expect(asked(outcome)).toMatchObject({ verdict: 'reachable', broken: null });
    expect(asked('timed-out')).toMatchObject({ verdict: 'broken', broken: 'owner' });
  });

  it.each(['reachable', 'closed', 'reset'] as const)(
    'names the program of this computer that has a container’s port (%s)',
    (outcome) => {
      const holder = hostListener('ollama', 8080, { pid: 5 });
      const hostListeners = known([holder], 'test');
      const reach = settle([reachFixture({ outcome, arrived: null })], holder);
      const chain = ask({ listeners: [listenerFixture()], reach, ports: { hostListeners } });
      expect(chain).toMatchObject({ verdict: 'broken', broken: 'owner' });
      expect(chain.sentence).toContain('On this computer ollama has port 8080/tcp, not web.');
    },
  );

  it('says of another loopback address of the engine’s machine that nothing here leads to it', () => {
    const reach = [reachFixture({ outcome: 'refused', arrived: null })];
    const chain = ask({ listeners: [listenerFixture({ address: '127.0.0.2' })], reach });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'address' });
    expect(chain.sentence).toBe(
      'It listens on 127.0.0.2 of the engine’s machine, and 127.0.0.1 of this computer does not lead there: let the program listen on 0.0.0.0 instead.',
    );
  });

  it('says that IPv6 is not reached, also where it listens on an address of the engine’s machine beside', () => {
    const reach = [reachFixture({ address: '::1', outcome: 'refused', arrived: null })];
    const listeners = [
      listenerFixture({ address: '::1', family: 'ipv6' }),
      listenerFixture({ address: '192.168.65.3' }),
    ];
    const chain = ask({ listeners, reach });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'address', command: null });
    expect(chain.sentence).toMatch(
      /^Only over IPv6 could this computer reach it, and it does not\. Restart web/,
    );
  });

  describe('behind a forwarder that holds the port', () => {
    const dials = (outcome: PortReach['outcome'], arrived: boolean | null) => [
      reachFixture({ outcome, arrived, reason: null }),
      reachFixture({ address: '192.0.2.7', outcome, arrived: null, reason: null }),
    ];
    const settled = (reach: PortReach[], forwarder = 4) =>
      settle(reach, hostListener('node', 8080, { pid: 4 }), { forwarder });

    it.each(['reset', 'closed'] as const)(
      'does not say who ended a connection that was not seen to arrive: %s',
      (outcome) => {
        const reach = settled(dials(outcome, null));
        expect(reach.map(({ reason }) => reason)).toEqual([ENDED_BEHIND, ENDED_BEHIND]);
        const chain = ask({ listeners: [listenerFixture()], reach });
        expect(chain).toMatchObject({ verdict: 'unknown', command: null });
        expect(chain.sentence).toBe(
          `Whether port 8080 can be reached is not known: The engine’s forwarder accepts connections at 127.0.0.1 on port 8080, and they end at once (${outcome}). Either nginx of web ends them, or a firewall on the engine’s machine does.`,
        );
      },
    );

    it('takes a program that was seen to hang up for one that does so at every address', () => {
      expect(settled(dials('closed', true)).map(({ outcome }) => outcome)).toEqual([
        'reachable',
        'reachable',
      ]);
    });

    it('says whose the port is where it is another program’s', () => {
      expect(settled(dials('reset', null), 9).map(({ outcome }) => outcome)).toEqual([
        'wrong-listener',
        'wrong-listener',
      ]);
    });
  });

  it('takes the answer to a datagram through the forwarder for its program’s', () => {
    const udp = { transport: 'udp' as const };
    const asked = (pid: number) => {
      const holder = hostListener('node', 8080, { pid, ...udp });
      const hostListeners = known([holder], 'test');
      const listeners = [listenerFixture(udp)];
      const reach = settle([reachFixture({ ...udp, arrived: null })], holder, { listeners });
      return explainPort(
        portsFixture({ containers: [web], listeners, reach, ports: { hostListeners } }),
        8080,
        'udp',
      );
    };
    expect(asked(4)).toMatchObject({ verdict: 'reachable', command: null });
    expect(asked(4).sentence).toBe('nginx of web answers on port 8080/udp at 127.0.0.1.');
    expect(asked(5).verdict).toBe('broken');
  });

  it('says at which address a program does not answer that answers elsewhere', () => {
    const reach = [reachFixture({ outcome: 'timed-out', arrived: null }), reachFixture({ address: '::1' })];
    const chain = ask({ listeners: [listenerFixture({ address: '::', family: 'dual' })], reach });
    expect(chain.verdict).toBe('reachable');
    expect(chain.sentence).toBe(
      'nginx of web answers on port 8080 at [::1]. It does not answer at 127.0.0.1 (timed-out).',
    );
  });
});

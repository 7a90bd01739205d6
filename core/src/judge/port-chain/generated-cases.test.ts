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
import type { PortReach } from '../../model/port-facts.ts';
import { ENDED_BEHIND, REJECTED } from '../../words/reach-reasons.ts';
import { explainPort } from './chain.ts';
import { settleReach } from './settle-reach.ts';

const web = containerFixture('web', { networkMode: 'host', image: 'nginx' });
const ask = (parts: Parts, port = 8080) =>
  explainPort(portsFixture({ containers: [web], ...parts }), port, 'tcp');

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
    const settled = (pid: number) =>
      settleReach(
        {
          reach: [dial],
          listeners,
          hostListeners: known([hostListener('node', 8080, { pid })], 'test'),
          controlHolders: new Set([4]),
          ownStack: false,
        },
        [web],
      );
    expect(settled(5)).toMatchObject([{ outcome: 'wrong-listener' }]);
    expect(settled(4)).toMatchObject([{ outcome: 'request-lost' }]);
    const chain = ask({ listeners, reach: settled(4) });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'owner' });
    expect(chain.sentence).toBe(
      'The engine’s forwarder accepts connections at 127.0.0.1 on port 8080, but they do not arrive at nginx of web. A firewall on the engine’s machine may drop them.',
    );
  });

  it('takes the answer of a program of this computer for its answer, also where the forwarder’s process is known', () => {
    const hostListeners = known([hostListener('ollama', 8080, { address: '127.0.0.1', pid: 5 })], 'test');
    const looked = (outcome: PortReach['outcome']) =>
      settleReach(
        {
          reach: [reachFixture({ outcome, arrived: null })],
          listeners: [],
          hostListeners,
          controlHolders: new Set([4]),
          ownStack: false,
        },
        [],
      );
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
      const hostListeners = known([hostListener('ollama', 8080, { pid: 5 })], 'test');
      const listeners = [listenerFixture()];
      const reach = settleReach(
        {
          reach: [reachFixture({ outcome, arrived: null })],
          listeners,
          hostListeners,
          controlHolders: new Set([4]),
          ownStack: false,
        },
        [web],
      );
      const chain = ask({ listeners, reach, ports: { hostListeners } });
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
      settleReach(
        {
          reach,
          listeners: [listenerFixture()],
          hostListeners: known([hostListener('node', 8080, { pid: 4 })], 'test'),
          controlHolders: new Set([forwarder]),
          ownStack: false,
        },
        [web],
      );

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
      const hostListeners = known([hostListener('node', 8080, { pid, ...udp })], 'test');
      const listeners = [listenerFixture(udp)];
      const reach = settleReach(
        {
          reach: [reachFixture({ ...udp, arrived: null })],
          listeners,
          hostListeners,
          controlHolders: new Set([4]),
          ownStack: false,
        },
        [web],
      );
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

  describe('a firewall of the computer whose network host mode is', () => {
    const own: Parts = {
      listeners: [listenerFixture({ address: '::', family: 'dual' })],
      hostNetworking: { ...WORKS, state: 'own-stack' },
      where: { ...APART, ownStack: true },
    };
    const refused = (address: string, reason: string | null = REJECTED) =>
      reachFixture({ address, outcome: 'refused', reason, arrived: null });
    const iptables = 'sudo iptables -I INPUT -p tcp --dport 8080 -j ACCEPT';

    it('rejects where a socket listens before and after the dial', () => {
      const chain = ask({ ...own, reach: [refused('127.0.0.1'), refused('192.0.2.7')] });
      expect(chain).toMatchObject({ verdict: 'broken', broken: 'firewall', command: iptables });
      expect(chain.sentence).toBe(
        'A firewall of this machine rejects what is sent to port 8080 at 127.0.0.1 and 192.0.2.7: allow the port.',
      );
    });

    it('is let through in the families that it keeps out, by the tool that is active', () => {
      const six = iptables.replace('iptables', 'ip6tables');
      const command = (active: string | null, ...addresses: string[]) => {
        const found = active === null ? [] : [{ name: active, active: true }];
        const ports = { firewalls: known(found, 'test') };
        return ask({ ...own, ports, reach: addresses.map((address) => refused(address)) }).command;
      };
      expect(command(null, '::1')).toBe(six);
      expect(command(null, '127.0.0.1', '::1')).toBe(`${iptables} && ${six}`);
      expect(command('ufw', '::1')).toBe('sudo ufw allow 8080/tcp');
      expect(command('nftables', '::1')).toBe('sudo nft list ruleset');
      expect(command('firewalld', '::1')).toBe('sudo firewall-cmd --add-port=8080/tcp');
    });

    it('is not accused of an address where nothing listens', () => {
      const reach = [reachFixture(), reachFixture({ address: '::1', outcome: 'timed-out', arrived: null })];
      const chain = ask({ ...own, listeners: [listenerFixture()], reach });
      expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
    });

    it('is not accused where the program may have ended meanwhile', () => {
      expect(ask({ ...own, reach: [refused('127.0.0.1', null)] }).broken).not.toBe('firewall');
    });
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

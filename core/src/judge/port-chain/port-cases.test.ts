import { containerFixture } from '../../testing/container-fixture.ts';
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
describe('why a port is as it is: cases of people’s own ports', () => {
  it('P02 explains both sides of a -p that host mode ignores', () => {
    const map = { transport: 'tcp', containerPort: 3333, hostAddress: '', hostPort: 1080 };
    const containers = [{ ...web, requestedPorts: [map] }];
    const parts = {
      containers,
      listeners: [listenerFixture({ port: 1080 })],
      reach: [reachFixture({ port: 1080 })],
    };
    const outer = ask(parts, 1080);
    expect(outer.verdict).toBe('reachable');
    expect(outer.of('published')).toMatchObject({
      status: 'ok',
      sentence:
        '-p 1080:3333 of web is ignored in host mode. Port 1080 is a port that web itself listens on.',
    });
    const inner = ask(parts, 3333);
    expect(inner).toMatchObject({ broken: 'listener', command: 'nc -vz localhost 1080' });
    expect(inner.sentence).toContain('-p 1080:3333 is ignored in host mode: web listens on port 1080');
  });

  it('P07 a program of this computer is reachable, and not broken for being no container’s', () => {
    const ollama = {
      hostListeners: known(
        [
          {
            transport: 'tcp' as const,
            address: '127.0.0.1',
            port: 11434,
            family: 'ipv4' as const,
            pid: 5,
            process: 'ollama',
          },
        ],
        'test',
      ),
    };
    const reach = [reachFixture({ port: 11434, arrived: null })];
    const chain = ask({ reach, ports: ollama }, 11434);
    expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
    expect(chain.sentence).toBe(
      'ollama (pid 5) answers on port 11434 at 127.0.0.1. Only this computer can reach it. It is a program of this computer, not of a container.',
    );
    expect(chain.of('container')?.sentence).toContain('of no container');
    const silent = ask({ reach: [{ ...reach[0]!, outcome: 'timed-out' }], ports: ollama }, 11434);
    expect(silent).toMatchObject({ verdict: 'broken', broken: 'owner' });
  });

  it('says unknown, not broken, of a port that answers although its owner cannot be seen', () => {
    const chain = ask({
      reach: [reachFixture({ arrived: null })],
      ports: { hostListeners: unknown('no rights') },
    });
    expect(chain).toMatchObject({ verdict: 'unknown', broken: null });
  });

  it('P10 has one word for the LAN address with --udp', () => {
    const listeners = [listenerFixture({ transport: 'udp', port: 53531 })];
    const answered = (address: string) =>
      reachFixture({ transport: 'udp', port: 53531, address, arrived: true });
    const reach = [answered('127.0.0.1'), answered('192.0.2.7')];
    const chain = ask({ listeners, reach }, 53531, 'udp');
    expect(chain.sentence).toContain('at 127.0.0.1 and 192.0.2.7');
    expect(chain.of('network')).toMatchObject({ status: 'ok' });
  });

  it('P11 says that containers on a bridge cannot reach a listener on loopback, and where it should listen', () => {
    const hostNetworking = { ...WORKS, state: 'own-stack' as const };
    const where = { ...APART, ownStack: true };
    const listeners = [listenerFixture({ address: '127.0.0.1', container: null, process: 'ollama', pid: 5 })];
    const chain = ask({ listeners, reach: [reachFixture()], hostNetworking, where });
    expect(chain.sentence).toBe(
      'ollama (pid 5) answers on port 8080 at 127.0.0.1. Only this computer can reach it. Containers on a bridge network cannot reach it: for them let it listen on 0.0.0.0.',
    );
  });

  it('P13 with --udp quotes no error of TCP, and proposes no protocol that was not seen', () => {
    const line = 'listen tcp 0.0.0.0:53: bind: address already in use';
    const failure = {
      container: 'other',
      kind: 'address-in-use' as const,
      address: '0.0.0.0',
      port: 53,
      line,
    };
    const other = containerFixture('other', { networkMode: 'host', state: 'exited', exitCode: 1 });
    const parts = { containers: [web, other], ports: { bindFailures: [failure] } };
    expect(ask(parts, 53, 'udp').sentence).not.toContain('other could not');
    expect(ask(parts, 53).sentence).toContain('other could not listen on port 53/tcp');
    const reach = [reachFixture({ port: 8443 })];
    expect(ask({ listeners: [listenerFixture({ port: 8443 })], reach }, 8443).command).toBe(
      'nc -vz localhost 8443',
    );
  });

  it('E06 a paused container is broken, with docker unpause', () => {
    const containers = [{ ...web, state: 'paused' }];
    const chain = ask({ containers, listeners: [listenerFixture()], reach: [reachFixture()] });
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'container', command: 'docker unpause web' });
  });

  it('E07 of a restarting container shows its exit code and its log, and does not start it', () => {
    const exposedPorts = [{ transport: 'tcp', port: 8080 }];
    const containers = [{ ...web, state: 'restarting', exitCode: 3, exposedPorts }];
    const chain = ask({ containers });
    expect(chain).toMatchObject({ broken: 'listener', command: 'docker logs --tail 20 web' });
    expect(chain.sentence).toContain('exit code 3');
  });

  it('E08 of a port inside a published container says which port of this computer to use', () => {
    const map = { transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 7006 };
    const exposedPorts = [{ transport: 'tcp', port: 80 }];
    const bridge = containerFixture('site', { publishedPorts: [map], requestedPorts: [map], exposedPorts });
    expect(ask({ containers: [bridge] }, 80)).toMatchObject({
      broken: 'listener',
      sentence: 'Port 80 is the port inside site: on this computer use port 7006.',
      command: 'nc -vz localhost 7006',
    });
  });

  it('names what a container says of a port that nothing listens on', () => {
    const healthCheck = { command: 'curl -f http://localhost:8080/', exitCode: 7, output: '' };
    const chain = ask({ containers: [{ ...web, healthCheck }] });
    expect(chain.sentence).toContain('the health check of web names it');
  });
});

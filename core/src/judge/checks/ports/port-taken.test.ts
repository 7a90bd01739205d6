import { containerFixture } from '../../../testing/container-fixture.ts';
import { known } from '../../../model/known.ts';
import type { BindFailure } from '../../../model/port-facts.ts';
import { behindVm, hostListener, hostMode, listener, looked } from '../../../testing/port-evidence.ts';
import { portTaken } from './port-taken.ts';

const LINE = 'bind() to 0.0.0.0:80 failed (98: Address already in use)';
const failure = (over: Partial<BindFailure> = {}): BindFailure => ({
  container: 'b',
  kind: 'address-in-use',
  address: '0.0.0.0',
  port: 80,
  line: LINE,
  ...over,
});
const b = hostMode('b', { state: 'exited', exitCode: 1 });

describe('HN0303 port-taken', () => {
  it('fires with the container that has the port, and what it said', () => {
    const given = { containers: [hostMode('a'), b], listeners: [listener('a', 80, { process: 'nginx' })] };
    const [finding, ...more] = portTaken.check(looked(given, { bindFailures: [failure(), failure()] }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      title: 'b could not listen on port 80/tcp: a has it',
      evidence: ['b is exited', 'a (nginx) listens on 0.0.0.0:80/tcp'],
      remedy: {
        text: 'Give b another port, or stop a and start b again.',
        command: 'docker stop a',
      },
    });
    expect(finding?.detail).toContain(`b said: "${LINE}"`);
  });

  it('fires with the container that publishes the port, not with the proxy that listens for it', () => {
    const web = containerFixture('web', {
      publishedPorts: [{ transport: 'tcp', containerPort: 8080, hostAddress: '0.0.0.0', hostPort: 80 }],
    });
    const listeners = [listener(null, 80, { process: 'docker-proxy', pid: 5 })];
    const found = portTaken.check(looked({ containers: [web, b], listeners }, { bindFailures: [failure()] }));
    expect(found[0]?.title).toBe('b could not listen on port 80/tcp: web has it');
  });

  it('fires with a process of this computer, and the command that shows it', () => {
    const listeners = [listener(null, 80, { process: 'apache2', pid: 5 })];
    const found = portTaken.check(looked({ containers: [b], listeners }, { bindFailures: [failure()] }));
    expect(found[0]).toMatchObject({
      title: 'b could not listen on port 80/tcp: apache2 on this computer has it',
      remedy: { command: 'sudo ss -Hlnpt sport = :80' },
    });
  });

  it('fires with what holds the port inside Docker’s VM (for-mac#1248)', () => {
    const listeners = [listener(null, 80, { process: 'kube-apiserver', pid: 5 })];
    const found = portTaken.check(behindVm({ containers: [b], listeners }, { bindFailures: [failure()] }));
    expect(found[0]).toMatchObject({
      title: 'b could not listen on port 80/tcp: kube-apiserver in Docker’s VM has it',
      remedy: { command: null },
    });
  });

  it('fires with a program of the Mac, and never with Docker’s own forwarder', () => {
    const bindFailures = [failure()];
    const mac = (process: string) => ({
      bindFailures,
      hostListeners: known([hostListener(process, 80)], 'lsof'),
    });
    const given = { containers: [b], listeners: [] };
    expect(portTaken.check(behindVm(given, mac('httpd')))[0]?.title).toContain(
      ': httpd on this computer has it',
    );
    expect(portTaken.check(behindVm(given, mac('com.docke')))[0]?.title).toContain(': something else has it');
  });

  it('fires by configuration where its words name no port, and one port alone fits', () => {
    const exposedPorts = [80, 443].map((port) => ({ transport: 'tcp', port }));
    const containers = [hostMode('a'), { ...b, exposedPorts }];
    const bindFailures = [failure({ port: null, address: null })];
    const one = looked({ containers, listeners: [listener('a', 80)] }, { bindFailures });
    expect(portTaken.check(one)[0]?.title).toBe(
      'b could not listen on port 80/tcp (by its configuration): a has it',
    );
    const two = looked({ containers, listeners: [listener('a', 80), listener('a', 443)] }, { bindFailures });
    expect(portTaken.check(two)[0]?.title).toBe('b could not listen on its port: something else has it');
  });

  it('stays silent once the container has the port, or runs and its sockets are not all known', () => {
    const running = hostMode('b');
    const bindFailures = [failure()];
    const has = looked({ containers: [running], listeners: [listener('b', 80)] }, { bindFailures });
    expect(portTaken.check(has)).toEqual([]);
    const unsure = looked({ containers: [running] }, { bindFailures, owners: 'some' });
    expect(portTaken.check(unsure)).toEqual([]);
  });

  it('stays silent on other failures and containers that are gone', () => {
    const bindFailures = [failure({ kind: 'permission-denied' }), failure({ container: 'gone' })];
    expect(portTaken.check(looked({ containers: [b] }, { bindFailures }))).toEqual([]);
    expect(portTaken.applicable(looked())).toBe('no container reported that a port was taken');
    expect(portTaken.applicable({ ...looked(), ports: null })).toBe('the ports were not checked in this run');
  });
});

import { containerFixture } from '../../../testing/container-fixture.ts';
import { input } from '../../../testing/evidence-fixtures.ts';
import { hostMode, listener, looked, reach } from '../../../testing/port-evidence.ts';
import { publishedPortsDiscarded } from './published-ports-discarded.ts';

const web = containerFixture('web', {
  networkMode: 'host',
  requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }],
  exposedPorts: [{ transport: 'tcp', port: 80 }],
});

describe('HN0301 published-ports-discarded', () => {
  it('fires for a running host-mode container with -p, and names the port that counts', () => {
    expect(publishedPortsDiscarded.check(input({ containers: [web] }))).toEqual([
      {
        code: 'HN0301',
        severity: 'warning',
        title: 'Published ports of web are ignored: host mode discards them',
        detail:
          'web runs in host mode and was started with -p 8080:80. The engine discards -p there: the program is reached on the port it listens on itself.',
        evidence: ['HostConfig.PortBindings: -p 8080:80', 'NetworkSettings.Ports: empty'],
        remedy: {
          text: 'Remove -p and use the port that web listens on itself (80 by its configuration), or leave host mode.',
          command: null,
        },
        url: 'https://github.com/hostnet/host-networking/blob/main/docs/checks/HN0301.md',
      },
    ]);
  });

  it('fires once a container, with all its ports', () => {
    const udp = { transport: 'udp', containerPort: 53, hostAddress: '', hostPort: 5353 };
    const both = { ...web, requestedPorts: [...web.requestedPorts, udp] };
    const [finding, ...more] = publishedPortsDiscarded.check(input({ containers: [both] }));
    expect(more).toEqual([]);
    expect(finding?.detail).toContain('-p 8080:80 -p 5353:53/udp');
  });

  it('fires with the port it really listens on, where that is known', () => {
    const containers = [hostMode('web', { requestedPorts: web.requestedPorts })];
    const listeners = [listener('web', 9000), listener('other', 80), listener('web', 8000)];
    const [finding] = publishedPortsDiscarded.check(
      looked({ containers, listeners }, { reach: [reach(8000)] }),
    );
    expect(finding?.remedy).toEqual({
      text: 'Remove -p and use the port that web listens on itself, 8000, or leave host mode.',
      command: 'nc -vz localhost 8000',
    });
    expect(finding?.evidence).toContain('web listens on 0.0.0.0:9000/tcp, 0.0.0.0:8000/tcp');
    const six = [listener('web', 80, { address: '::', family: 'ipv6' })];
    const answers = { reach: [reach(80, { address: '::1' })] };
    const [there] = publishedPortsDiscarded.check(looked({ containers, listeners: six }, answers));
    expect(there?.remedy?.command).toBe('nc -vz ::1 80');
  });

  it('fires without a command where no connection was accepted (E02: the host mode of a rootless engine)', () => {
    const containers = [hostMode('web', { requestedPorts: web.requestedPorts })];
    const listeners = [listener('web', 80)];
    const refused = { reach: [reach(80, { outcome: 'refused', arrived: null })] };
    expect(publishedPortsDiscarded.check(looked({ containers, listeners }, refused))[0]?.remedy).toEqual({
      text: 'Leave host mode and publish the port: web listens on port 80 itself, which this computer does not reach.',
      command: null,
    });
    expect(publishedPortsDiscarded.check(looked({ containers, listeners }))[0]?.remedy?.command).toBeNull();
  });

  it('stays silent on bridge containers, stopped ones and those without -p', () => {
    const containers = [
      { ...web, networkMode: 'bridge' },
      { ...web, state: 'exited' },
      { ...web, requestedPorts: [] },
    ];
    expect(publishedPortsDiscarded.check(input({ containers }))).toEqual([]);
  });

  it('is skipped with the reason when no container runs in host mode', () => {
    expect(publishedPortsDiscarded.applicable(input({ containers: [] }))).toBe(
      'no container runs in host mode',
    );
  });
});

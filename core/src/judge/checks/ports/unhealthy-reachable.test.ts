import { behindVm, hostMode, listener, looked, reach } from '../../../testing/port-evidence.ts';
import { unhealthyReachable } from './unhealthy-reachable.ts';

const given = {
  containers: [hostMode('web', { health: 'unhealthy' })],
  listeners: [listener('web', 80)],
};

describe('HN0319 unhealthy-reachable', () => {
  it('fires where a dial arrived at an unhealthy container', () => {
    expect(unhealthyReachable.check(behindVm(given, { reach: [reach(80)] }))).toMatchObject([
      {
        severity: 'warning',
        title: 'web is unhealthy, but port 80/tcp is reachable',
        remedy: { command: 'docker inspect --format "{{json .State.Health}}" web' },
      },
    ]);
  });

  it('fires on this computer’s own network, where a handshake is with the program itself', () => {
    const dials = { reach: [reach(80, { arrived: null })] };
    expect(unhealthyReachable.check(looked(given, dials))).toHaveLength(1);
    expect(unhealthyReachable.check(behindVm(given, dials))).toEqual([]);
  });

  it('stays silent on healthy containers and refused ports', () => {
    const healthy = { ...given, containers: [hostMode('web', { health: 'healthy' })] };
    expect(unhealthyReachable.check(behindVm(healthy, { reach: [reach(80)] }))).toEqual([]);
    const refused = { reach: [reach(80, { outcome: 'refused', arrived: null })] };
    expect(unhealthyReachable.check(behindVm(given, refused))).toEqual([]);
  });

  it('P08 quotes the check and its last output, and names the port it tries and the ones the program has', () => {
    const healthCheck = {
      command: 'curl -f http://127.0.0.1:8080/health',
      exitCode: 7,
      output: 'curl: (7) Failed to connect to 127.0.0.1 port 8080',
    };
    const containers = [hostMode('web', { health: 'unhealthy', healthCheck })];
    const given = looked({ containers, listeners: [listener('web', 8085)] }, { reach: [reach(8085)] });
    expect(unhealthyReachable.check(given)).toMatchObject([
      {
        detail:
          'A connection from this computer arrived at its program. Its health check tries port 8080, but its program listens on port 8085.',
        evidence: [
          'State.Health: unhealthy',
          'its health check: curl -f http://127.0.0.1:8080/health',
          'the check printed last, exit code 7: curl: (7) Failed to connect to 127.0.0.1 port 8080',
          'web listens on 0.0.0.0:8085/tcp',
          expect.stringContaining('127.0.0.1:8085') as string,
        ],
        remedy: {
          text: 'Let the health check of web try port 8085 in place of 8080, or let its program listen on 8080.',
        },
      },
    ]);
  });

  it.each([
    ['wget -q http://localhost:80/', '', /127\.0\.0\.1 in place of localhost/],
    ['/health.sh', 'the queue is full', /printed last: the queue is full/],
    ['/health.sh', '', /Read what the health check of web printed/],
  ])('P08 fits its remedy to the check %s', (command, output, text) => {
    const containers = [
      hostMode('web', { health: 'unhealthy', healthCheck: { command, exitCode: 1, output } }),
    ];
    const found = unhealthyReachable.check(looked({ ...given, containers }, { reach: [reach(80)] }));
    expect(found[0]?.remedy?.text).toMatch(text);
  });
});

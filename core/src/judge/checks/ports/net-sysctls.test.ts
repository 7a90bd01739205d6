import { containerFixture } from '../../../testing/container-fixture.ts';
import { netSysctls } from './net-sysctls.ts';
import { hostMode, looked } from '../../../testing/port-evidence.ts';

const ERROR =
  'failed to create shim task: OCI runtime create failed: runc create failed: sysctl "net.core.somaxconn" not allowed in host network namespace: unknown';
const given = (over: Parameters<typeof hostMode>[1]) =>
  netSysctls.check(looked({ containers: [hostMode('web', { sysctls: ['net.core.somaxconn'], ...over })] }));

describe('HN0311 net-sysctls', () => {
  it('fires when the start was refused, with the engine’s words', () => {
    expect(given({ state: 'created', error: ERROR })).toMatchObject([
      {
        severity: 'error',
        title: 'web sets net.core.somaxconn, which is not allowed in host mode',
        evidence: ['web is created, HostConfig.Sysctls: net.core.somaxconn', `State.Error: ${ERROR}`],
        remedy: { command: 'docker rm web' },
      },
    ]);
  });

  it('fires before the start, as warning', () => {
    expect(given({ state: 'created' })).toMatchObject([{ severity: 'warning' }]);
  });

  it('stays silent on a container that ran, on other sysctls and on bridges', () => {
    expect(given({ state: 'running' })).toEqual([]);
    expect(given({ state: 'exited' })).toEqual([]);
    expect(given({ state: 'created', sysctls: ['kernel.msgmax'] })).toEqual([]);
    const bridge = containerFixture('web', { state: 'created', sysctls: ['net.core.somaxconn'] });
    expect(netSysctls.check(looked({ containers: [bridge] }))).toEqual([]);
  });
});

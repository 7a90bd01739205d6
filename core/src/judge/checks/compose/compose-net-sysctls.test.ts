import { findingsOf, services } from '../../../testing/compose-texts.ts';

describe('HN0604 compose-net-sysctls', () => {
  it('fires for each net sysctl of a list, at its line, and previews only that line', () => {
    const lines =
      '    network_mode: host\n    sysctls:\n      - kernel.shmmax=1\n      - net.core.somaxconn=1024\n';
    const [finding, ...more] = findingsOf('HN0604', services({ web: lines }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', line: 7, column: 9 });
    expect(finding?.remedy?.command).toBe("sudo sysctl -w net.core.somaxconn='1024'");
    expect(finding?.fix).toContain('-      - net.core.somaxconn=1024\n');
    expect(finding?.fix).not.toContain('-    sysctls');
  });

  it('fires for a mapping, and previews the removal of the whole where nothing stays', () => {
    const lines = '    network_mode: host\n    sysctls:\n      net.ipv4.ip_forward: 1\n';
    const [finding] = findingsOf('HN0604', services({ web: lines }));
    expect(finding).toMatchObject({ line: 6, column: 7 });
    expect(finding?.fix).toContain('-    sysctls:');
  });

  it('offers no command with what a shell would run', () => {
    const lines = '    network_mode: host\n    sysctls:\n      net.a: "1\'; reboot"\n';
    expect(findingsOf('HN0604', services({ web: lines }))[0]?.remedy?.command).toBeNull();
  });

  it.each([
    ['net sysctls on a bridge', '    sysctls: { net.core.somaxconn: 1 }\n'],
    ['other sysctls', '    network_mode: host\n    sysctls: { kernel.shmmax: 1, netfilter: 1 }\n'],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0604', services({ web: lines }))).toEqual([]);
  });
});

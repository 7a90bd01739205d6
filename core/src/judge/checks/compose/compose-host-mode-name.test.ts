import { findingsOf, services } from '../../../testing/compose-texts.ts';

const project = (lines: string) =>
  services({ web: lines, ha: '    network_mode: host\n    container_name: home\n' });

describe('HN0607 compose-host-mode-name', () => {
  it('fires for a bridge service that names one in host mode, and previews host.docker.internal', () => {
    const [finding, ...more] = findingsOf(
      'HN0607',
      project('    environment:\n      HA_URL: http://ha:8123/\n'),
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line: 5, column: 22, service: 'web' });
    expect(finding?.fix).toContain('+      HA_URL: http://host.docker.internal:8123/');
  });

  it('fires for the name of its container', () => {
    expect(findingsOf('HN0607', project('    command: ["wait", "home:8123"]\n'))).toHaveLength(1);
  });

  it.each([
    ['a name in `extra_hosts`', '    extra_hosts: { ha: host-gateway }\n    environment: { HA_HOST: ha }\n'],
    ['no network at all', '    network_mode: none\n    environment: { HA_HOST: ha }\n'],
    ['both in host mode', '    network_mode: host\n    environment: { HA_HOST: ha }\n'],
    ['host.docker.internal', '    environment: { HA_URL: "http://host.docker.internal:8123" }\n'],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0607', project(lines))).toEqual([]);
  });
});

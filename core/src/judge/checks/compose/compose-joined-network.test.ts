import { findingsOf, services } from '../../../testing/compose-texts.ts';

const web = (lines: string) => services({ web: `    network_mode: container:vpn\n${lines}` });

describe('HN0615 compose-joined-network', () => {
  it('fires for each key that the engine refuses there, and previews its removal', () => {
    const found = findingsOf('HN0615', web('    ports: ["80:80"]\n    hostname: web\n'));
    expect(found).toMatchObject([
      { severity: 'error', line: 5, column: 5, service: 'web' },
      { severity: 'error', line: 6, column: 5 },
    ]);
    expect(found[0]?.fix).toContain('-    ports: ["80:80"]');
  });

  it('stays silent on what is allowed there, and on host mode', () => {
    expect(findingsOf('HN0615', web('    restart: always\n    ports: []\n'))).toEqual([]);
    const host = services({ web: '    network_mode: host\n    hostname: web\n' });
    expect(findingsOf('HN0615', host)).toEqual([]);
  });
});

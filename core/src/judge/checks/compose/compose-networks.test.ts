import { findingsOf, services } from '../../../testing/compose-texts.ts';

describe('HN0602 compose-networks', () => {
  it('fires for `network_mode: host` with `networks`, and previews their removal', () => {
    const text = services(
      { web: '    network_mode: host\n    networks:\n      - back\n' },
      'networks:\n  back:\n',
    );
    expect(findingsOf('HN0602', text)).toMatchObject([{ severity: 'error', line: 5, column: 5 }]);
    expect(findingsOf('HN0602', text)[0]?.fix).toContain('-      - back');
  });

  it('fires for the external network `host` with another, at the other', () => {
    const text = services(
      { web: '    networks:\n      h:\n      back:\n' },
      'networks:\n  back:\n  h: { external: true, name: host }\n',
    );
    expect(findingsOf('HN0602', text)).toMatchObject([{ line: 6, column: 7, fix: null }]);
  });

  it.each([
    ['networks on a bridge', '    networks: [back]\n'],
    ['host mode and no network', '    network_mode: host\n    networks: {}\n'],
    ['the external network `host` alone', '    networks: [h]\n'],
  ])('stays silent on %s', (_, lines) => {
    const text = services({ web: lines }, 'networks:\n  back:\n  h: { external: true, name: host }\n');
    expect(findingsOf('HN0602', text)).toEqual([]);
  });
});

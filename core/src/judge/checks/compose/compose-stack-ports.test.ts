import { findingsOf, services } from '../../../testing/compose-texts.ts';

const NETWORKS = 'networks:\n  h:\n    external: true\n    name: host\n';

describe('HN0611 compose-stack-ports', () => {
  it('fires for `ports` on the external network `host`, and previews their removal', () => {
    const text = services({ web: '    networks: [h]\n    ports: ["80:80"]\n' }, NETWORKS);
    expect(findingsOf('HN0611', text)).toMatchObject([{ severity: 'error', line: 5, column: 5 }]);
    expect(findingsOf('HN0611', text)[0]?.fix).toContain('-    ports: ["80:80"]');
    expect(findingsOf('HN0601', text)).toEqual([]);
  });

  it('fires for the older way to name it', () => {
    const text = services(
      { web: '    networks: [h]\n    ports: [80]\n' },
      'networks:\n  h: { external: { name: host } }\n',
    );
    expect(findingsOf('HN0611', text)).toHaveLength(1);
  });

  it.each([
    ['another external network', 'networks:\n  h: { external: true, name: hosts }\n'],
    ['a network of the project by that name', 'networks:\n  h: { name: host }\n'],
    ['`external: false`', 'networks:\n  h: { external: false, name: host }\n'],
  ])('stays silent on %s', (_, rest) => {
    const text = services({ web: '    networks: [h]\n    ports: ["80:80"]\n' }, rest);
    expect(findingsOf('HN0611', text)).toEqual([]);
  });
});

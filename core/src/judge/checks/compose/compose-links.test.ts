import { findingsOf, services } from '../../../testing/compose-texts.ts';

describe('HN0603 compose-links', () => {
  it.each(['links', 'external_links'])('fires for %s in host mode', (key) => {
    const text = services({ web: `    network_mode: host\n    ${key}: [db]\n`, db: '' });
    expect(findingsOf('HN0603', text)).toMatchObject([
      { severity: 'error', line: 5, column: 5, service: 'web' },
    ]);
    expect(findingsOf('HN0603', text)[0]?.fix).toContain(`-    ${key}: [db]`);
  });

  it.each([
    ['links on a bridge', '    links: [db]\n'],
    ['an empty list', '    network_mode: host\n    links: []\n'],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0603', services({ web: lines, db: '' }))).toEqual([]);
  });
});

import { findingsOf, lintText, services } from '../../../testing/compose-texts.ts';

describe('HN0616 compose-not-host-mode', () => {
  it.each(['HOST', 'Host', '"hOsT"'])(
    'L04: fires for network_mode: %s, and previews the right word',
    (mode) => {
      const [finding, ...more] = findingsOf('HN0616', services({ web: `    network_mode: ${mode}\n` }));
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ severity: 'error', line: 4, service: 'web' });
      expect(finding?.remedy?.text).toContain('network_mode: host');
      expect(finding?.fix).toMatch(/\+ {4}network_mode: "?host"?/);
    },
  );

  it('L04: fires for a service that joins a network called host, which the project makes itself', () => {
    const text = services({ web: '    networks: [host]\n' }, 'networks:\n  host: {}\n');
    expect(findingsOf('HN0616', text)).toMatchObject([{ service: 'web', line: 4, fix: null }]);
  });

  it.each([
    ['host mode', services({ web: '    network_mode: host\n' })],
    ['another network', services({ web: '    network_mode: hosts\n' })],
    [
      'the engine’s own network',
      services({ web: '    networks: [host]\n' }, 'networks:\n  host:\n    external: true\n'),
    ],
    [
      'a network that is named',
      services({ web: '    networks: [host]\n' }, 'networks:\n  host:\n    name: other\n'),
    ],
  ])('stays silent on %s', (_, text) => {
    expect(findingsOf('HN0616', text)).toEqual([]);
  });

  it('L14: a mode that an unset variable hides is not judged, and never clean', () => {
    const text = services({ web: '    network_mode: ${NET}\n    ports: ["1:1"]\n' });
    expect(lintText(text).notJudged).toMatchObject([
      { service: 'web', line: 4, what: expect.stringContaining('network_mode') as string },
    ]);
    expect(lintText(text, { NET: 'bridge' }).notJudged).toEqual([]);
  });
});

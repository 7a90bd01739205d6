import { findingsOf, services } from '../../../testing/compose-texts.ts';

const HOST = '    network_mode: host\n    ports:\n      - "8080:80" # main\n';

describe('HN0601 compose-ports', () => {
  it('fires at `ports` of a host-mode service, as an error where another port was meant', () => {
    const [finding, ...more] = findingsOf('HN0601', services({ web: HOST }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', line: 5, column: 5, service: 'web' });
    expect(finding?.detail).toContain('`network_mode: host` (compose.yaml:4)');
    expect(finding?.detail).toContain('80, not 8080');
  });

  it('fires as a warning where the port is the same', () => {
    const [finding] = findingsOf(
      'HN0601',
      services({ web: '    network_mode: host\n    ports: ["80:80"]\n' }),
    );
    expect(finding?.severity).toBe('warning');
  });

  it('previews the file without `ports`, and with its comment', () => {
    expect(findingsOf('HN0601', services({ web: HOST }))[0]?.fix).toBe(`--- compose.yaml
+++ compose.yaml
@@ -3,4 +3,3 @@
     image: web
     network_mode: host
-    ports:
-      - "8080:80" # main
+    # main
`);
  });

  it('leaves alone what others have too: `ports: []` over a merge key, nothing under an anchor', () => {
    const text =
      'x-a: &a\n  image: a\n  ports: ["1:1"]\nservices:\n  a:\n    <<: *a\n    network_mode: host\n';
    expect(findingsOf('HN0601', text)).toMatchObject([
      { line: 3, fix: expect.stringContaining('+    ports: []') as string },
    ]);
    const anchored =
      'services:\n  a: &a\n    network_mode: host\n    ports: ["1:1"]\n    image: a\n  b:\n    <<: *a\n    network_mode: bridge\n';
    expect(findingsOf('HN0601', anchored)).toMatchObject([{ line: 4, fix: null }]);
  });

  it.each([
    ['a bridge', '    ports: ["8080:80"]\n'],
    ['host mode without ports', '    network_mode: host\n    ports: []\n'],
    ['a mode that a variable hides', '    network_mode: ${MODE}\n    ports: ["8080:80"]\n'],
    ['ports that are reset', '    network_mode: host\n    ports: !reset ["8080:80"]\n'],
    ['the network of a container', '    network_mode: container:x\n    ports: ["8080:80"]\n'],
  ])('stays silent on %s', (_, lines) => {
    expect(findingsOf('HN0601', services({ web: lines }))).toEqual([]);
  });
});

import { findingsOf, services } from '../../../testing/compose-texts.ts';

const lines = (deploy: string) => `    network_mode: host # agent\n    deploy: ${deploy}\n`;

describe('HN0610 compose-stack-network-mode', () => {
  it('fires for `network_mode` beside what only Swarm reads, and previews the external network', () => {
    const [finding, ...more] = findingsOf('HN0610', services({ web: lines('{ mode: global }') }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', line: 4, column: 5 });
    expect(finding?.fix).toBe(`--- compose.yaml
+++ compose.yaml
@@ -2,4 +2,10 @@
   web:
     image: web
+    networks:
+      - hostnet
-    network_mode: host # agent
+    # agent
     deploy: { mode: global }
+networks:
+  hostnet:
+    external: true
+    name: host
`);
  });

  it.each([
    [
      'what Compose reads too',
      lines('{ resources: { limits: { cpus: "1" } }, restart_policy: { condition: any } }'),
    ],
    ['the external network', '    networks: [h]\n    deploy: { mode: global }\n'],
  ])('stays silent on %s', (_, text) => {
    const rest = 'networks:\n  h: { external: true, name: host }\n';
    expect(findingsOf('HN0610', services({ web: text }, rest))).toEqual([]);
  });
});

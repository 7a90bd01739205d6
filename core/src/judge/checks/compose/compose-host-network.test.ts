import { findingsOf, services } from '../../../testing/compose-texts.ts';

const text = (network: string) => services({ web: '    networks: [h]\n' }, `networks:\n  h:\n${network}`);

describe('HN0613 compose-host-network', () => {
  it('fires for a network with the driver `host`, and previews the external one', () => {
    const [finding, ...more] = findingsOf('HN0613', text('    driver: host # the host\n'));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', line: 7, column: 5, service: null });
    expect(finding?.fix).toContain(
      '+    external: true\n+    name: host\n-    driver: host # the host\n+    # the host\n',
    );
  });

  it.each([
    ['another driver', '    driver: bridge\n'],
    ['an external one', '    driver: host\n    external: true\n'],
    ['a driver that a variable hides', '    driver: ${DRIVER}\n'],
  ])('stays silent on %s', (_, network) => {
    expect(findingsOf('HN0613', text(network))).toEqual([]);
  });
});

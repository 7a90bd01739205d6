import { findingFixture, reportFixture } from '../testing/report-fixtures.ts';
import { refusedFixture } from '../testing/lane-fixture.ts';
import { renderMarkdown } from './markdown.ts';

describe('renderMarkdown', () => {
  it('gives what an issue needs', () => {
    const text = renderMarkdown(
      reportFixture({
        verdict: 'not-working',
        summary: 'One way is broken.',
        lanes: [refusedFixture()],
        findings: [findingFixture()],
      }),
    );
    expect(text).toBe(`## Host networking: not-working

One way is broken.

| What | Value |
| --- | --- |
| Tool | \`hostnet 0.1.0 (cli)\` |
| Engine | \`Docker Desktop 4.80.0 (200000), Engine 29.1.0, linux/arm64\` |
| Computer | \`macOS 25.1.0 arm64\` |
| Docker Desktop | \`4.80.0 (200000)\` |
| Kernel of the engine | \`6.12.0-linuxkit\` |
| API, cgroup | \`1.52, v2\` |
| Setting: host networking | \`on (settings-store.json)\` |
| Setting: Enhanced Container Isolation | \`unknown (not checked)\` |

### Lanes

| Target address | computer → container TCP | computer → container UDP | container → computer TCP | container → computer UDP |
| --- | --- | --- | --- | --- |
| \`127.0.0.1\` | ✗ refused |  |  |  |

- ✗ computer → container TCP 127.0.0.1, listener on 0.0.0.0: refused (ECONNREFUSED at connect; sent 1, answered 0; listener saw 0; 4 ms)

### Below TCP and UDP

| What | Status | Evidence |
| --- | --- | --- |
| ICMP | ✓ carried | 1 reply in 0.3 ms |
| multicast | ○ not-carried | no member heard it |
| broadcast | – not-measured | not requested |

### errors (1)

**[HN9901](https://example.com/docs/checks/HN9901.md) A link is broken**

The computer cannot reach the container.

- 127.0.0.1:40000 refused at connect

How to fix it: Start it again.

\`\`\`
docker restart web
\`\`\`

Measured 2026-01-02T03:04:05.000Z in 840 ms by hostnet 0.1.0.
`);
  });

  it('says why the probe did not run', () => {
    const { facts } = reportFixture();
    const probeFailure = { kind: 'start-refused', message: 'refused', detail: 'sysbox\ncontainers' };
    expect(renderMarkdown(reportFixture({ facts: { ...facts, probeFailure } }))).toContain(
      String.raw`| Probe did not run | ${'`'}start-refused: refused: sysbox\ncontainers${'`'} |`,
    );
  });

  it('lets no name from a container break a table, bring in HTML or notify anyone', () => {
    const evil = 'a|b `c` <script>\n| @who #1';
    const text = renderMarkdown(
      reportFixture({
        summary: evil,
        banners: [evil],
        lanes: [refusedFixture({ address: evil, reason: evil })],
        findings: [
          findingFixture({
            title: evil,
            detail: evil,
            evidence: [evil],
            remedy: { text: evil, command: evil },
          }),
        ],
      }),
    );
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = rows.map((line) => line.replaceAll(String.raw`\|`, '').split('|').length - 2);
    expect(cells).toEqual([
      ...Array<number>(10).fill(2),
      ...Array<number>(3).fill(5),
      ...Array<number>(5).fill(3),
    ]);
    const outside = text.replaceAll(/```\n[^]*?\n```/g, '').replaceAll(/(`+)[^`].*?\1/g, '');
    expect(outside).not.toContain('<script');
    expect(outside).not.toMatch(/[@#]\w/);
  });
});

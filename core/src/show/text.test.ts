import { findingFixture, reportFixture } from '../testing/report-fixtures.ts';
import { laneFixture, refusedFixture } from '../testing/lane-fixture.ts';
import { renderText } from './text.ts';

const plainOptions = { colour: false, width: 90 };

describe('renderText', () => {
  it('shows a healthy report on a terminal', () => {
    expect(renderText(reportFixture(), plainOptions)).toBe(`verdict: working
TCP and UDP work in both directions.

                computer → container      container → computer
target address  TCP          UDP          TCP          UDP
127.0.0.1       ✓ reachable  ✓ reachable  ✓ reachable  ✓ reachable
::1             ✓ reachable  ✓ reachable  ✓ reachable  ✓ reachable

works in host mode: TCP ✓ UDP ✓ ICMP ✓ multicast ○ broadcast – (✓ works, ○ does not work,
– not measured)

Docker Desktop 4.80.0 (200000), Engine 29.1.0, linux/arm64; computer: macOS 25.1.0 arm64
measured in 0.84 s by hostnet 0.1.0
`);
  });

  it('shows what failed, both witnesses, and the one remedy with its command on a line of its own', () => {
    const text = renderText(
      reportFixture({
        verdict: 'not-working',
        summary: 'The computer cannot reach host-mode containers.',
        banners: ['measured with the embedded engine'],
        lanes: [refusedFixture(), laneFixture({ from: 'host-mode', to: 'host-mode' })],
        boundary: [],
        findings: [findingFixture({ severity: 'info', code: 'HN9903', remedy: null }), findingFixture()],
      }),
      plainOptions,
    );
    expect(text).toBe(`! measured with the embedded engine
verdict: not-working
The computer cannot reach host-mode containers.

                computer → container      container → computer
target address  TCP          UDP          TCP          UDP
127.0.0.1       ✗ refused

  ✗ computer → container TCP 127.0.0.1, listener on 0.0.0.0: refused (ECONNREFUSED at
    connect; sent 1, answered 0; listener saw 0; 4 ms)

controls: container → itself TCP ✓ reachable

errors (1)
  HN9901 A link is broken
    The computer cannot reach the container.
      · 127.0.0.1:40000 refused at connect
    how to fix it: Start it again.
      docker restart web
    why: https://example.com/docs/checks/HN9901.md

notes (1)
  HN9903 A link is broken
    The computer cannot reach the container.
      · 127.0.0.1:40000 refused at connect
    why: https://example.com/docs/checks/HN9901.md

Docker Desktop 4.80.0 (200000), Engine 29.1.0, linux/arm64; computer: macOS 25.1.0 arm64
measured in 0.84 s by hostnet 0.1.0
`);
  });

  it('gives one line a cell where the table does not fit', () => {
    const text = renderText(reportFixture({ lanes: [laneFixture()], boundary: [] }), {
      colour: false,
      width: 40,
    });
    expect(text).toContain('127.0.0.1\n  computer → container TCP  ✓ reachable\n');
    expect(text).not.toContain('target address');
  });

  it('colours words and marks together, never the plain prefix, and only when asked', () => {
    const coloured = renderText(reportFixture(), { colour: true, width: 90 });
    expect(coloured).toContain('verdict: \u001b[32mworking\u001b[0m\n');
    expect(coloured).toContain('\u001b[32m✓ reachable\u001b[0m');
    expect(renderText(reportFixture(), plainOptions)).not.toContain('\u001b');
  });

  it('adds every lane and every skipped check when verbose', () => {
    const text = renderText(reportFixture(), { ...plainOptions, verbose: true });
    expect(text).toContain(
      '✓ container → computer UDP ::1, listener on 0.0.0.0: reachable (sent 1, answered 1;',
    );
    expect(text).toContain('○ multicast: not-carried; no member heard it');
    expect(text).toContain('HN9902: no Swarm here');
    expect(renderText(reportFixture(), plainOptions)).not.toContain('HN9902');
  });

  it('lets no text of a container move the cursor, start a line or paste a second command', () => {
    const evil = 'a\u001b[2Jb\nverdict: working\u202e';
    const text = renderText(
      reportFixture({
        verdict: 'not-working',
        summary: evil,
        findings: [
          findingFixture({
            title: evil,
            detail: evil,
            evidence: [evil],
            remedy: { text: evil, command: `x${evil}` },
          }),
        ],
      }),
      { colour: false, width: 200 },
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text.match(/^verdict: .*$/gm)).toEqual(['verdict: not-working']);
    expect(text).toContain(String.raw`      xa\u001b[2Jb\nverdict: working\u202e`);
  });

  it('counts the failures it does not spell out', () => {
    const lanes = Array.from({ length: 9 }, (_, at) => refusedFixture({ address: `127.0.0.${at + 1}` }));
    const text = renderText(reportFixture({ lanes }), plainOptions);
    expect(text).toContain('  … and 3 more lanes that failed\n');
  });
});

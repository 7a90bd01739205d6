import { judge } from '../../judge.ts';
import { input, lanesTold, promised, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { wrongListener } from './wrong-listener.ts';

describe('HN0210 wrong-listener', () => {
  it('fires once for a port, however many lanes met it there', () => {
    const lanes = promised((way) =>
      way.direction === 'host-to-container' && way.transport === 'tcp' ? { outcome: 'wrong-listener' } : {},
    );
    const [finding, ...more] = wrongListener.check(input({ lanes }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0210',
      severity: 'error',
      title: 'Something else answers on the port: TCP port 40000',
      detail:
        'A connection from this computer to the container was answered, but not by the intended program. An open port does not prove that the right program answers.',
    });
    expect(finding?.evidence[0]).toMatch(/^this computer → container, TCP 127\.0\.0\.1 .*: wrong-listener;/);
  });

  it('fires for UDP without a word of TCP', () => {
    const lanes = [laneFixture({ transport: 'udp', outcome: 'wrong-listener' })];
    const words = wordsOf(wrongListener.check(input({ lanes }))[0]);
    expect(words).toContain('UDP port 40000');
    expect(words).not.toMatch(/\bTCP\b/i);
  });

  it('fires, and an answer of the wrong program is never called working', () => {
    let first = true;
    const lanes = promised(() => {
      const over = first ? ({ outcome: 'wrong-listener' } as const) : {};
      first = false;
      return over;
    });
    const judged = judge(input({ lanes }));
    expect(judged.verdict).toBe('partly-working');
    expect(lanesTold(judged.findings).map((finding) => finding.code)).toEqual(['HN0210']);
  });

  it('stays silent on ports where nothing answers', () => {
    const lanes = [
      laneFixture({ outcome: 'refused' }),
      laneFixture({ outcome: 'closed' }),
      laneFixture({ outcome: 'timed-out' }),
    ];
    expect(wrongListener.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent when the right program answers', () => {
    expect(wrongListener.check(input())).toEqual([]);
  });
});

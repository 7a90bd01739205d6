import { input, promised, unmeasured, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { replyLost } from './reply-lost.ts';

const udpBack = promised((way) =>
  way.transport === 'udp' && way.direction === 'host-to-container' ? { outcome: 'reply-lost' } : {},
);

describe('HN0209 reply-lost', () => {
  it('fires once for a transport and direction, with what both witnesses saw', () => {
    const [finding, ...more] = replyLost.check(input({ lanes: udpBack }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0209',
      severity: 'warning',
      title: 'UDP answers are lost on the way back: requests from this computer to the container do arrive',
    });
    expect(finding?.evidence[0]).toBe(
      'this computer → container, UDP 127.0.0.1 (listener on 0.0.0.0): reply-lost; 1 sent, 0 answered; listener saw 1',
    );
  });

  it('fires for each transport and direction by itself, and one of UDP nowhere says TCP', () => {
    const lanes = promised(() => ({ outcome: 'reply-lost' }));
    const findings = replyLost.check(input({ lanes }));
    expect(findings).toHaveLength(4);
    for (const finding of findings) {
      const other = finding.title.includes('UDP') ? /\bTCP\b/i : /\bUDP\b/i;
      expect(wordsOf(finding)).not.toMatch(other);
    }
  });

  it('stays silent when all is well', () => {
    expect(replyLost.check(input())).toEqual([]);
  });

  it('stays silent on time-outs whose witness was not heard: they are not told apart', () => {
    expect(replyLost.check(input({ lanes: promised(() => ({ outcome: 'timed-out' })) }))).toEqual([]);
  });

  it('stays silent on the other half of the loss', () => {
    expect(replyLost.check(input({ lanes: promised(() => ({ outcome: 'request-lost' })) }))).toEqual([]);
  });

  it('stays silent on lanes that do not count, and on what was not measured', () => {
    const lanes = [
      laneFixture({ outcome: 'reply-lost', role: 'describes' }),
      laneFixture({ outcome: 'reply-lost', role: 'control', from: 'bridge', to: 'host' }),
      laneFixture(unmeasured()),
    ];
    expect(replyLost.check(input({ lanes }))).toEqual([]);
  });
});

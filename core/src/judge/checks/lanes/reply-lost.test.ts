import type { Lane } from '../../../model/lane.ts';
import {
  desktopFacts,
  input,
  plainFacts,
  promised,
  unmeasured,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
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

  it('advises to publish the port only where that was not seen to fail too, and helps', () => {
    const published = (outcome: Lane['outcome']) =>
      laneFixture({ from: 'host', to: 'published', role: 'control', transport: 'udp', outcome });
    const remedy = (lanes: readonly Lane[], facts = desktopFacts()) =>
      replyLost.check(input({ facts, lanes }))[0]?.remedy;
    expect(remedy(udpBack)?.command).toBe('docker run -p 8080:8080/udp IMAGE');
    expect(remedy([...udpBack, published('reachable')])?.text).toMatch(/Publish/);
    const both = [...udpBack, published('reply-lost')];
    expect(remedy(both)?.text).toBe(
      'Restart Docker Desktop and diagnose again; if that does not help, update it.',
    );
    expect(remedy(both, plainFacts())?.command).toBe('sudo iptables -S INPUT');
    // Who connects to this computer gains nothing by a published port of the container.
    const toHost = promised((way) =>
      way.transport === 'udp' && way.direction === 'container-to-host' ? { outcome: 'reply-lost' } : {},
    );
    expect(remedy(toHost)?.text).not.toMatch(/[Pp]ublish/);
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

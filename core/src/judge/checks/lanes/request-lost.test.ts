import { codes, input, promised, unmeasured, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { requestLost } from './request-lost.ts';

const udpBack = promised((way) =>
  way.transport === 'udp' && way.direction === 'host-to-container' ? { outcome: 'request-lost' } : {},
);

describe('HN0208 request-lost', () => {
  it('fires once for a transport and direction, with what both witnesses saw', () => {
    const [finding, ...more] = requestLost.check(input({ lanes: udpBack }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'HN0208',
      severity: 'warning',
      title: 'UDP requests are lost on the way from this computer to the container',
    });
    expect(finding?.evidence[0]).toBe(
      'this computer → container, UDP 127.0.0.1 (listener on 0.0.0.0): request-lost; 1 sent, 0 answered; listener saw 0',
    );
  });

  it('fires for each transport and direction by itself, and one of UDP nowhere says TCP', () => {
    const lanes = promised(() => ({ outcome: 'request-lost' }));
    const findings = requestLost.check(input({ lanes }));
    expect(findings).toHaveLength(4);
    for (const finding of findings) {
      const other = finding.title.includes('UDP') ? /\bTCP\b/i : /\bUDP\b/i;
      expect(wordsOf(finding)).not.toMatch(other);
    }
  });

  it('says of a connection that was accepted that it was: another program has it', () => {
    const told = (phase: string) => {
      const lanes = promised((way) => (way.transport === 'tcp' ? { outcome: 'request-lost' } : {})).map(
        (one) => {
          const { dialler } = one.evidence;
          return { ...one, evidence: { ...one.evidence, dialler: dialler && { ...dialler, phase } } };
        },
      );
      return requestLost.check(input({ lanes }))[0];
    };
    expect(told('echo')?.detail).toMatch(
      /^The connection was accepted .* a program that a rule redirects to\.$/,
    );
    expect(wordsOf(told('echo'))).not.toMatch(/[Ww]hatever drops|vanish/);
    expect(told('echo')?.remedy?.command).toBe('sudo iptables-save');
    expect(told('connect')?.detail).toMatch(/Whatever drops them/);
  });

  it('leaves out what was lost in both directions by chance', () => {
    let nth = 0;
    const lanes = promised((way) => {
      if (way.transport === 'tcp') return {};
      nth += 1;
      return nth % 4 === 0 ? { outcome: nth % 8 === 0 ? 'request-lost' : 'reply-lost' } : {};
    }).map((one) => {
      const { dialler } = one.evidence;
      if (one.transport === 'tcp' || !dialler) return one;
      const answered = one.outcome === 'reachable' ? 1 : 0;
      return { ...one, evidence: { ...one.evidence, dialler: { ...dialler, sent: 3, answered, tries: 1 } } };
    });
    expect(codes({ lanes })).toEqual(['HN0214']);
  });

  it('stays silent when all is well', () => {
    expect(requestLost.check(input())).toEqual([]);
  });

  it('stays silent on time-outs whose witness was not heard: they are not told apart', () => {
    expect(requestLost.check(input({ lanes: promised(() => ({ outcome: 'timed-out' })) }))).toEqual([]);
  });

  it('stays silent on the other half of the loss', () => {
    expect(requestLost.check(input({ lanes: promised(() => ({ outcome: 'reply-lost' })) }))).toEqual([]);
  });

  it('stays silent on lanes that do not count, and on what was not measured', () => {
    const lanes = [
      laneFixture({ outcome: 'request-lost', role: 'describes' }),
      laneFixture({ outcome: 'request-lost', role: 'control', from: 'bridge', to: 'host' }),
      laneFixture(unmeasured()),
    ];
    expect(requestLost.check(input({ lanes }))).toEqual([]);
  });
});

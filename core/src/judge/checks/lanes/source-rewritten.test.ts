import type { Lane } from '../../../model/lane.ts';
import { judge } from '../../judge.ts';
import { desktopFacts, input, promised } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { sourceRewritten } from './source-rewritten.ts';

const seenAs = (sent: string, seen: string, over: Partial<Lane> = {}): Lane => {
  const full = laneFixture(over);
  const { dialler, listener } = full.evidence;
  return {
    ...full,
    evidence: {
      dialler: dialler && { ...dialler, local: { address: sent, port: 5 } },
      listener: listener && { ...listener, from: [{ address: seen, port: 6 }] },
    },
  };
};

describe('HN0217 source-rewritten', () => {
  it('fires when the listener saw another sender than the one that dialled; nothing is broken by it', () => {
    const lanes = [
      ...promised(),
      seenAs('192.0.2.10', '127.0.0.1', { address: '192.0.2.10', role: 'describes' }),
    ];
    const judged = judge(input({ facts: desktopFacts(), lanes }));
    expect(judged.verdict).toBe('working');
    expect(judged.findings[0]).toMatchObject({
      code: 'HN0217',
      severity: 'info',
      title:
        'Programs see 127.0.0.1 as the sender, not the address of the client, from this computer to the container',
      remedy: null,
    });
  });

  it('stays silent when both ends tell the same address, in whatever form', () => {
    expect(sourceRewritten.check(input())).toEqual([]);
    const lanes = [seenAs('127.0.0.1', '::ffff:127.0.0.1'), seenAs('::FFFF:127.0.0.1', '127.0.0.1')];
    expect(sourceRewritten.check(input({ lanes }))).toEqual([]);
  });

  it('stays silent where a go-between is the design, and on lanes that were not answered', () => {
    const lanes = [
      seenAs('172.17.0.2', '192.0.2.1', { from: 'host-mode', to: 'host', address: 'host.docker.internal' }),
      seenAs('172.17.0.2', '192.0.2.1', { from: 'bridge', to: 'host' }),
      seenAs('10.0.0.1', '10.0.0.2', { outcome: 'refused' }),
    ];
    expect(sourceRewritten.check(input({ lanes }))).toEqual([]);
  });
});

import type { Lane } from '../../../model/lane.ts';
import { judge } from '../../judge.ts';
import {
  codes,
  desktopFacts,
  input,
  lanesTold,
  plainFacts,
  promised,
  wordsOf,
} from '../../../testing/evidence-fixtures.ts';
import { connectionsLost } from './connections-lost.ts';

/** Puts these outcomes as tries on the first TCP lanes, one a lane. */
function tried(...rows: readonly (readonly Lane['outcome'][])[]): Lane[] {
  let nth = 0;
  return promised().map((lane) => {
    const row = lane.transport === 'tcp' ? rows[nth++] : undefined;
    if (!row) return lane;
    const tries = row.map((outcome) => ({
      outcome,
      phase: 'connect' as const,
      sent: 1,
      received: null,
      elapsedMs: outcome === 'reachable' ? 2 : 1000,
      answered: outcome === 'reachable' ? 1 : 0,
    }));
    const outcome = row.includes('reachable') ? 'reachable' : 'timed-out';
    return { ...lane, outcome, evidence: { ...lane.evidence, tries } };
  });
}

describe('HN0221 connections-lost', () => {
  it('fires where a connection ran out of time once and was answered another time: partly-working', () => {
    const judged = judge(
      input({ lanes: tried(['timed-out', 'reachable'], ['reachable', 'reachable', 'timed-out']) }),
    );
    expect(judged.verdict).toBe('partly-working');
    const [finding, ...more] = lanesTold(judged.findings);
    expect(more).toEqual([]);
    // Five dials of these two lanes, and one each of the six others.
    expect(finding).toMatchObject({
      code: 'HN0221',
      severity: 'warning',
      title: 'Some TCP connections run out of time: 2 of 11',
    });
    expect(finding?.evidence[0]).toContain('of 2 tries: timed-out ×1, reachable ×1');
    expect(wordsOf(finding)).not.toMatch(/UDP/);
  });

  it('fires with the lane beside it that failed each time by the same chance, and names no pair', () => {
    const lanes = tried(['timed-out', 'timed-out'], ['timed-out', 'reachable'], ['timed-out', 'reachable']);
    expect(codes({ lanes })).toEqual(['HN0221']);
  });

  it('has a remedy that exists on the system', () => {
    const lanes = tried(['timed-out', 'reachable']);
    const command = (facts: Parameters<typeof input>[0]) =>
      connectionsLost.check(input({ ...facts, lanes }))[0]?.remedy?.command;
    expect(command({ facts: plainFacts() })).toBe('tc qdisc show');
    expect(command({ facts: desktopFacts() })).toBe('hostnet diagnose');
  });

  it('stays silent where nothing ran out of time, and where a lane is dead each time', () => {
    expect(connectionsLost.check(input())).toEqual([]);
    expect(connectionsLost.check(input({ lanes: tried(['timed-out', 'timed-out']) }))).toEqual([]);
  });
});

import type { Lane, LaneTry } from '../../../model/lane.ts';
import { input, promised } from '../../../testing/evidence-fixtures.ts';
import { answersLate } from './answers-late.ts';
import { connectionsLost } from './connections-lost.ts';
import { datagramsLost } from './datagrams-lost.ts';

const ok = { outcome: 'reachable', phase: 'close', sent: 1, answered: 1, received: 1, elapsedMs: 3 } as const;
const late: LaneTry = { ...ok, outcome: 'reply-lost', phase: 'echo', answered: 0, elapsedMs: 1500 };

/** All lanes measured twice; `first` and `second` say how the first of each transport was. */
const twice = (first: LaneTry, second: LaneTry = ok): Lane[] => {
  const done = new Set<string>();
  return promised().map((lane) => {
    const chosen = !done.has(lane.transport) && lane.role === 'verdict';
    done.add(lane.transport);
    return { ...lane, evidence: { ...lane.evidence, tries: chosen ? [first, second] : [ok, ok] } };
  });
};
const codes = (lanes: Lane[]) =>
  [answersLate, connectionsLost, datagramsLost].flatMap((check) =>
    check.check(input({ lanes })).map(({ code }) => code),
  );

describe('HN0223 answers-late', () => {
  it('fires where only the first round had dials that ran out of time, in place of loss', () => {
    expect(codes(twice(late))).toEqual(['HN0223']);
    expect(answersLate.check(input({ lanes: twice(late) }))[0]).toMatchObject({
      severity: 'info',
      title: expect.stringMatching(/^For a moment 2 of \d+ tests were not answered in time$/) as string,
      remedy: { command: null },
    });
  });

  it('stays silent where the second round lost something too: a dial, a datagram or a SYN', () => {
    for (const second of [late, { ...ok, sent: 2 }, { ...ok, elapsedMs: 1010 }])
      expect(codes(twice(late, second))).not.toContain('HN0223');
    expect(codes(twice(late, late))).toEqual(expect.arrayContaining(['HN0221', 'HN0214']));
  });

  it('stays silent where nothing was late, and where too little was measured anew to tell', () => {
    expect(codes(twice(ok))).toEqual([]);
    expect(codes(twice(late).slice(0, 8))).not.toContain('HN0223');
  });

  it('is skipped where everything was tested once', () => {
    expect(answersLate.applicable(input({ lanes: promised() }))).toBe('everything was tested once');
  });
});

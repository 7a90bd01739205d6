import { eventsOf, lossyReport } from '@hostnet/core/testing';
import { fold, fromReport, NOTHING_MEASURED, pendingLanes } from './measured.ts';

describe('fold', () => {
  const events = eventsOf(lossyReport());

  it('ends in what the report says', () => {
    expect(events.reduce(fold, NOTHING_MEASURED)).toEqual(fromReport(lossyReport()));
  });

  it('knows the same before the report as in it', () => {
    const almost = events.slice(0, -1).reduce(fold, NOTHING_MEASURED);
    const { lanes, findings, verdict, facts, boundary } = fromReport(lossyReport());
    expect(almost).toMatchObject({ lanes, findings, verdict, facts, boundary, report: null });
    expect(pendingLanes(almost)).toEqual([]);
  });

  it('never loses the count of what is still open', () => {
    let measured = NOTHING_MEASURED;
    const open: number[] = [];
    for (const event of events) {
      measured = fold(measured, event);
      if (event.type === 'lane') open.push(pendingLanes(measured).length);
    }
    expect(open).toEqual([...open].sort((a, b) => b - a));
    expect(open.at(-1)).toBe(0);
  });

  it('takes an address of a name as an answer to the planned lane', () => {
    const [first] = lossyReport().lanes;
    const planned = fold(NOTHING_MEASURED, { type: 'planned', lanes: [first!] });
    expect(pendingLanes(planned)).toHaveLength(1);
    expect(
      pendingLanes(fold(planned, { type: 'lane', lane: { ...first!, id: `${first!.id}#::1` } })),
    ).toHaveLength(0);
  });
});

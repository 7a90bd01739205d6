import { lossyReport, desktopReport } from '@hostnet/core/testing';
import { changesView } from './changes.ts';

describe('a comparison', () => {
  it('is told from the earlier run to the later, whichever was chosen first', () => {
    const later = { ...lossyReport(), startedAt: '2026-02-02T03:04:05.000Z' };
    const view = changesView(later, desktopReport());
    expect(view).toEqual(changesView(desktopReport(), later));
    expect(view.headline).toBe('The verdict went from working to partly-working.');
    expect(view.lines.map(({ look }) => look.word)).toContain('worse');
    expect(view.lines.every(({ look }) => look.mark !== '')).toBe(true);
  });
});

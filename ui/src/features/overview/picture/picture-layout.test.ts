import { healthyLanes, lossyReport, desktopReport } from '@hostnet/core/testing';
import { fromReport } from '../../../shared/measured/measured.ts';
import { pictureOf } from '../../../shared/measured/picture.ts';
import { layoutOf } from './picture-layout.ts';
import type { Rect } from './picture-layout.ts';

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const everything = desktopReport({
  lanes: healthyLanes().map((lane) => ({
    ...lane,
    outcome: 'reachable' as const,
    missing: null,
    elapsedMs: 1,
  })),
});

describe.each([
  ['a quick run', desktopReport()],
  ['a lossy run', lossyReport()],
  ['a full run', everything],
  ['promised lanes only', desktopReport({ lanes: healthyLanes().filter((lane) => lane.role === 'verdict') })],
])('the layout of %s', (_name, from) => {
  const picture = pictureOf(fromReport(from));
  const layout = layoutOf(picture);

  it('has a place for every arrow', () => {
    expect(layout.arrows.map((entry) => entry.arrow.id).sort()).toEqual(
      picture.arrows.map((arrow) => arrow.id).sort(),
    );
  });

  it('gives every arrow a button of its own, at least 24 high, inside the picture', () => {
    const hits = layout.arrows.map((entry) => entry.hit);
    for (const [at, hit] of hits.entries()) {
      expect(hit.height).toBeGreaterThanOrEqual(24);
      expect(hit.x + hit.width).toBeLessThanOrEqual(layout.width);
      expect(hit.y + hit.height).toBeLessThanOrEqual(layout.height);
      for (const other of hits.slice(at + 1)) expect(overlap(hit, other)).toBe(false);
    }
  });

  it('keeps its boxes apart and inside', () => {
    const boxes = [layout.host, layout.hostMode, layout.bridge].filter((box) => box !== null);
    for (const [at, box] of boxes.entries()) {
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
      for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
    }
  });
});

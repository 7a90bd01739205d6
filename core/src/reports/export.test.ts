import { containerFixture } from '../testing/container-fixture.ts';
import { reportFixture } from '../testing/report-fixtures.ts';
import { EXPORT_FORMATS, exportReport, removedLines } from './export.ts';

const report = reportFixture({
  summary: 'shop-db-1 is deaf.',
  containers: [containerFixture('shop-db-1', { id: 'a1' })],
});

describe('exportReport', () => {
  it.each(EXPORT_FORMATS)('redacts %s unless told not to', (format) => {
    expect(exportReport(report, format).text).not.toContain('shop-db-1');
    expect(exportReport(report, format).text).toContain('container-1');
    expect(exportReport(report, format, false)).toMatchObject({
      text: expect.stringContaining('shop-db-1') as string,
      removed: [],
    });
  });

  it('names the file after the run, and no other thing', () => {
    expect(EXPORT_FORMATS.map((format) => exportReport(report, format).fileName)).toEqual([
      'hostnet-2026-01-02T03-04-05.json',
      'hostnet-2026-01-02T03-04-05.md',
      'hostnet-2026-01-02T03-04-05.xml',
    ]);
    expect(exportReport({ ...report, startedAt: '../../x' }, 'json').fileName).toBe('hostnet-report.json');
  });

  it('lists what was removed', () => {
    expect(removedLines(exportReport(report, 'json').removed)).toEqual([
      'container names: 1, in 2 places',
      'IP addresses: 1, in 1 place',
      'container and node ids: 1, in 1 place',
      'image names: 1, in 1 place',
    ]);
  });
});

import { Report } from '../model/report.ts';
import { reportFixture } from '../testing/report-fixtures.ts';
import { renderJson } from './json.ts';

describe('renderJson', () => {
  it('keeps the order of the schema whatever the order of the object', () => {
    const report = reportFixture();
    const reversed = Object.fromEntries(Object.entries(report).reverse()) as Report;
    const text = renderJson(reversed);
    expect(text).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(Report.shape));
    expect(text.startsWith('{\n  "schema": "hostnet.report/1",\n  "verdict": "working",\n')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('comes back as it went', () => {
    expect(Report.parse(JSON.parse(renderJson(reportFixture())))).toEqual(reportFixture());
  });

  it('refuses a document that is not a report', () => {
    expect(() => renderJson({ ...reportFixture(), verdict: 'fine' } as unknown as Report)).toThrow('verdict');
  });
});

import { reportFixture } from '../../testing/report-fixtures.ts';
import { redactReport } from './redact.ts';

/** Each hurt a pattern that began anew at every place of a text. */
const REPEATED = [
  'x',
  ' ',
  '\u0301',
  'ab ',
  '1',
  ':',
  'a.',
  '/a',
  '@a',
  'a@',
  'a-',
  '\\a',
  'token ',
  'a://a',
  '.,',
  'é ',
];
const LENGTH = 60_000;

describe('a text of any length', () => {
  it.each(REPEATED)('made of %j is redacted in the time it takes to read it', (part) => {
    const text = `http://h.example/${part.repeat(LENGTH / part.length)}`;
    const banner = `x ${part.repeat(LENGTH / part.length)}y`;
    const { report } = redactReport(reportFixture({ summary: text, banners: [banner] }));
    expect(report.summary).not.toContain('h.example');
  });

  it('still loses what stands behind a word for a secret', () => {
    for (const between of [
      '=',
      ': ',
      ' ',
      '\t=\n',
      `${' '.repeat(60)}:`,
      ' '.repeat(5000),
      `${' '.repeat(500)}=${' '.repeat(500)}`,
    ]) {
      const { report } = redactReport(reportFixture({ banners: [`password${between}hunter22`] }));
      expect(report.banners[0]).not.toContain('hunter22');
    }
  });
});

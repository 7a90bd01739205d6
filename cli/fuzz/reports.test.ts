import { Report, renderJson, renderMarkdown, renderText } from '@hostnet/core';
import {
  DamagedError,
  decodeRecord,
  diffLines,
  diffReports,
  encodeRecord,
  exportReport,
  judgeAgain,
  OtherVersionError,
  readOlder,
  renderJunit,
  storedOf,
} from '@hostnet/core/report';
import { desktopReport, detailedReport, reportFixture } from '@hostnet/core/testing';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { safeText } from '../src/terminal.ts';
import { attack, ATTACK_MS, shareOf } from './support/attack.ts';
import { changed, edited } from './support/hostile.ts';
import { endedWell, hostnet } from './support/process.ts';

const BASES: readonly Report[] = [reportFixture(), desktopReport(), detailedReport(20_000)];
const anyReport = fc.constantFrom(...BASES).chain((base) => changed(base));
/** Markdown and JUnit spell out what they escape; every finding is told twice. */
const TIMES = 40;
const EXTRA = 200_000;

/** Everything that is ever made of a report, each held to a length in proportion to it. */
function useAll(report: Report): void {
  const length = JSON.stringify(report).length;
  const made = [
    renderText(report, { colour: false, width: 100, verbose: true }),
    renderMarkdown(report),
    renderJunit(report),
    renderJson(report),
    ...(['json', 'markdown', 'junit'] as const).map((format) => exportReport(report, format).text),
    diffLines(diffReports(report, reportFixture())).join('\n'),
    JSON.stringify(judgeAgain(report)),
  ];
  for (const text of made) {
    if (text.length > TIMES * length + EXTRA) throw new Error(`${text.length} characters of ${length}`);
    if (/[\u0000-\u0008\u001b\u202e]/.test(safeText(text, false))) throw new Error('a control character');
  }
}

describe('reports that somebody changed', () => {
  it(
    'are shown, exported, compared and judged, or refused',
    async () => {
      let used = 0;
      await attack({
        boundary: 'reports: every form of a changed report',
        cases: 3000,
        input: anyReport,
        meet(json) {
          const read = Report.safeParse(json);
          if (!read.success) return;
          used += 1;
          useAll(read.data);
        },
      });
      // Where all were refused, nothing but the schema was tried.
      expect(used).toBeGreaterThan(shareOf(3000) / 20);
    },
    ATTACK_MS,
  );

  it(
    'of older versions are read or refused',
    async () => {
      await attack({
        boundary: 'reports: of other versions',
        cases: 5000,
        input: fc
          .constantFrom({ ...reportFixture(), schema: 'hostnet.report/0' })
          .chain((base) => changed(base)),
        meet(json) {
          const older = readOlder(json);
          if (older) JSON.stringify(judgeAgain(older.report, older.missing));
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'as files are read, or named as damaged',
    async () => {
      const id = '000000000001-00000000';
      const file = Buffer.from(encodeRecord(storedOf(id, reportFixture()), reportFixture())).toString(
        'latin1',
      );
      await attack({
        boundary: 'reports: changed files of the history',
        cases: 8000,
        input: edited(file),
        meet(text) {
          try {
            decodeRecord(Buffer.from(text, 'latin1'), id);
          } catch (error) {
            if (!(error instanceof DamagedError || error instanceof OtherVersionError)) throw error;
          }
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'and `hostnet report` says what it makes of them',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hostnet-fuzz-'));
      const file = join(folder, 'report.json');
      try {
        await attack({
          boundary: 'reports: hostnet report show, judge, diff, export',
          cases: 80,
          input: fc.tuple(
            fc.oneof(
              anyReport.map((json) => JSON.stringify(json)),
              edited(JSON.stringify(reportFixture())),
            ),
            fc.constantFrom(
              ['show', file],
              ['show', file, '--verbose'],
              ['show', file, '--markdown'],
              ['judge', file],
              ['diff', file, file],
              ['export', file, '--format', 'junit'],
            ),
          ),
          mostMs: 20_000,
          async meet([text, args]) {
            writeFileSync(file, text);
            endedWell(await hostnet(['report', ...args]));
          },
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    ATTACK_MS,
  );
});

// A fixture that no report of ours could hold would make every case a refusal.
it('the reports they start from are reports', () => {
  for (const base of BASES) expect(Report.safeParse(structuredClone(base)).success).toBe(true);
});

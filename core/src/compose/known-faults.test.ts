import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint, type LintResult } from '../diagnose/lint.ts';
import type { ComposeFile } from './files.ts';
import { RULES } from '../judge/checks/compose/registry.ts';
import { KNOWN_FAULTS, type KnownFaults } from '../testing/compose-known-faults.ts';

const FOLDER = fileURLToPath(new URL('./testdata', import.meta.url));
const read = (file: string): ComposeFile => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') });

function lintCase({ files, variables = {} }: KnownFaults): LintResult {
  return lint({
    files: files.map(read),
    variables: new Map(Object.entries(variables)),
    load: (path, folder) =>
      existsSync(join(FOLDER, folder, path))
        ? read(join(folder, path))
        : { problem: 'there is no such file.', absent: true },
  });
}

const named = KNOWN_FAULTS.map((planted) => [planted.files.join(' + '), planted] as const);

describe('Compose files as real projects have them', () => {
  it('are at least thirty, some with faults and some without', () => {
    expect(KNOWN_FAULTS.length).toBeGreaterThanOrEqual(30);
    expect(KNOWN_FAULTS.filter(({ faults }) => faults.length === 0).length).toBeGreaterThanOrEqual(10);
  });

  it.each(named)('%s: each planted fault at its line, and nothing else', (_, planted) => {
    const [first = ''] = planted.files;
    const wanted = planted.faults.map(([code, line, file = first]) => `${file}:${line} ${code}`);
    const found = lintCase(planted).findings.map(({ file, line, code }) => `${file}:${line} ${code}`);
    expect([...found].sort()).toEqual([...wanted].sort());
  });

  it.each(named)('%s: every finding is whole, and its column is in the line', (_, planted) => {
    for (const finding of lintCase(planted).findings) {
      const line = read(finding.file).text.split('\n')[finding.line - 1] ?? '';
      expect(finding.column).toBeLessThanOrEqual(line.length);
      expect(line.slice(finding.column - 1)).toMatch(/^\S/);
      expect(finding.remedy?.text).toMatch(/\.$/);
      expect(finding.evidence.length).toBeGreaterThan(0);
      for (const text of [finding.title, finding.detail, ...finding.evidence]) {
        // NUL marks what a variable hides.
        expect(text).not.toMatch(/(?<!\$)\{\w+\}|undefined|null|\u0000/);
      }
    }
  });

  it('covers every rule', () => {
    const codes = new Set(KNOWN_FAULTS.flatMap(({ faults }) => faults.map(([code]) => code)));
    expect([...codes].sort()).toEqual(RULES.map((rule) => rule.entry.code));
  });
});

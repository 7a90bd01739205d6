import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint } from '../diagnose/lint.ts';
import type { ComposeFile } from './files.ts';
import { patched } from '../testing/patched.ts';
import { KNOWN_FAULTS, type KnownFaults } from '../testing/compose-known-faults.ts';

const FOLDER = fileURLToPath(new URL('./testdata', import.meta.url));
type Files = Readonly<Record<string, string>>;

/** A project, and every file that it reads. */
function projectOf({ files, variables = {} }: KnownFaults): {
  run: (texts: Files) => ReturnType<typeof lint>;
  texts: Files;
} {
  const texts: Record<string, string> = {};
  const read = (file: string, from: Files): ComposeFile => {
    const text = from[file] ?? readFileSync(join(FOLDER, file), 'utf8');
    texts[file] ??= text;
    return { file, text };
  };
  const run = (from: Files) =>
    lint({
      files: files.map((file) => read(file, from)),
      variables: new Map(Object.entries(variables)),
      load: (path, folder) => {
        const file = join(folder, path);
        return file in from || existsSync(join(FOLDER, file))
          ? read(file, from)
          : { problem: 'there is no such file.', absent: true };
      },
    });
  run({});
  return { run, texts };
}

const named = KNOWN_FAULTS.map((planted) => [planted.files.join(' + '), planted] as const);
const keyOf = (one: { code: string; service: string | null; detail: string; title: string }) =>
  `${one.code} ${one.service ?? ''} ${one.title}`;

describe('every mend, applied with `git apply`', () => {
  it.each(named)('%s: takes its finding away and brings no other', (_, planted) => {
    const { run, texts } = projectOf(planted);
    const before = run(texts).findings;
    for (const finding of before) {
      if (finding.fix === null) continue;
      const after = run(patched(texts, finding.fix)).findings;
      const count = (all: typeof before) => all.filter((one) => keyOf(one) === keyOf(finding)).length;
      expect(count(after)).toBeLessThan(count(before));
      const known = new Set(before.map(keyOf));
      expect(after.filter((one) => !known.has(keyOf(one)))).toEqual([]);
    }
  });
});

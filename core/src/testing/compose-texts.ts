import { lint, type LintResult } from '../diagnose/lint.ts';
import type { ComposeFile, ComposeInput } from '../compose/files.ts';
import type { LintFinding } from '../judge/checks/compose/rule.ts';
import type { Mapping } from '../compose/located.ts';
import { readParsed } from '../compose/read.ts';
import { readDocuments } from '../compose/tokens.ts';

/** Test helper: returns the input of files given as texts by name; those not in `named` can be loaded by the others. */
export function inputOf(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
  named: readonly string[] = Object.keys(files),
): ComposeInput {
  const at = (file: string): ComposeFile[] => {
    const text = files[file];
    return text === undefined ? [] : [{ file, text }];
  };
  return {
    files: named.flatMap(at),
    variables: new Map(Object.entries(variables)),
    load: (path, folder) =>
      at(folder === '.' ? path : `${folder}/${path}`)[0] ?? {
        problem: 'there is no such file. Expected one.',
        absent: true,
      },
  };
}

/** Test helper: returns what a lint of one text finds. */
export function lintText(text: string, variables: Readonly<Record<string, string>> = {}): LintResult {
  return lint(inputOf({ 'compose.yaml': text }, variables));
}

/** Test helper: returns the findings of one code in a text. */
export function findingsOf(code: string, text: string): LintFinding[] {
  return lintText(text).findings.filter((finding) => finding.code === code);
}

/** Test helper: returns `services:` with these, each given as its lines with an indentation of four. */
export function services(all: Readonly<Record<string, string>>, rest = ''): string {
  const each = Object.entries(all).map(([name, lines]) => `  ${name}:\n    image: ${name}\n${lines}`);
  return `services:\n${each.map((one) => one.replace(/\n*$/, '\n')).join('')}${rest}`;
}

/** Test helper: returns the first document of a text, read without variables. */
export function documentOf(text: string): Mapping {
  const [root] = readParsed(
    readDocuments('c.yaml', text),
    { folder: '.', variables: new Map() },
    () => undefined,
  );
  if (!root) throw new Error('no document');
  return root;
}

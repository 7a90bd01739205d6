import { lint, type LintResult } from '../diagnose/lint.ts';
import type { ComposeFile, ComposeInput } from '../compose/load.ts';
import type { LintFinding } from '../judge/checks/compose/rule.ts';

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
    load: (path) =>
      at(path)[0] ?? { problem: `${path} cannot be read: there is no such file. Expected one.` },
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

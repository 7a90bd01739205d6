import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pageUrl } from '@hostnet/core';
import { CATALOGUE } from '@hostnet/core/catalogue';
import { EXIT, UsageError } from '../exit.ts';
import { print } from '../terminal.ts';

/** Folders of the pages, seen from the bundle: in the npm package, and in a checkout. */
const FOLDERS = ['./checks/', '../../docs/checks/'];

/** Prints the page of a code, such as HN0205 (any case; `HN` and the zero may be left out). Returns 0. Throws UsageError. */
export function runExplain(text: string, flags: { readonly json?: boolean } = {}): number {
  const entry = entryOf(text);
  const page = pageOf(entry.code);
  if (flags.json === true) {
    const { code, name, severity, title } = entry;
    const url = pageUrl(code);
    print(
      `${JSON.stringify({ schema: 'hostnet.explain/1', code, name, severity, title, url, page }, null, 2)}\n`,
    );
    return EXIT.ok;
  }
  const shown = page ?? `# ${entry.code} ${entry.title}\n\n${entry.template}\n\n${pageUrl(entry.code)}\n`;
  print(shown.endsWith('\n') ? shown : `${shown}\n`);
  return EXIT.ok;
}

function entryOf(text: string): (typeof CATALOGUE)[number] {
  const digits = /^\s*(?:HN)?(\d{1,4})\s*$/i.exec(text)?.[1];
  const code = digits === undefined ? null : `HN${digits.padStart(4, '0')}`;
  const entry = CATALOGUE.find((candidate) => candidate.code === code);
  if (entry) return entry;
  throw new UsageError(
    `There is no code ${JSON.stringify(text.slice(0, 40))}. Known codes: ${CATALOGUE.map((e) => e.code).join(' ')}.`,
  );
}

/** Returns the page in Markdown, or null where this copy of hostnet has no pages. */
function pageOf(code: string): string | null {
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${code}.md`, import.meta.url)));
  const path = paths.find(existsSync);
  return path === undefined ? null : readFileSync(path, 'utf8');
}

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CATALOGUE, pageUrl } from '@hostnet/core';
import { EXIT, UsageError } from '../exit.ts';

/** Folders of the pages, seen from the bundle: in the npm package, and in a checkout. */
const FOLDERS = ['./checks/', '../../docs/checks/'];

/** Prints the page of a code, such as HN0205 (any case, `HN` may be left out). */
export function runExplain(text: string): number {
  const code = `HN${text.trim().toUpperCase().replace(/^HN/, '')}`;
  const entry = CATALOGUE.find((candidate) => candidate.code === code);
  if (!entry) {
    throw new UsageError(
      `There is no code ${JSON.stringify(text.slice(0, 40))}. Known codes: ${CATALOGUE.map((e) => e.code).join(' ')}.`,
    );
  }
  const path = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${code}.md`, import.meta.url))).find(
    existsSync,
  );
  const page =
    path === undefined
      ? `# ${code} ${entry.title}\n\n${entry.template}\n\n${pageUrl(code)}\n`
      : readFileSync(path, 'utf8');
  process.stdout.write(page.endsWith('\n') ? page : `${page}\n`);
  return EXIT.ok;
}

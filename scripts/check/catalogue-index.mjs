import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { firstHeading } from './markdown.mjs';

/** Areas by the two digits after HN. @type {readonly (readonly [string, string])[]} */
const AREAS = [
  ['00', 'The tool itself'],
  ['01', 'State of the feature'],
  ['02', 'Lanes'],
  ['03', 'Containers and ports'],
  ['04', 'Swarm'],
  ['05', 'Host system'],
  ['06', 'Compose files'],
  ['07', 'Known issues'],
  ['08', 'From a container to a server on the computer'],
];

const HEAD = `# Checks

Every finding of \`hostnet\` has a code, and every code a page: what it means, how it was measured, why it happens, what to
do. \`hostnet explain HN0201\` prints the same in a terminal. A code is never used again for something else.

\`error\` breaks what host networking promises, \`warning\` surprises people, \`info\` describes the platform.

<!-- Written by \`npm run check -- --write\` from the catalogue and the headings of the pages. -->
`;

/**
 * @param {readonly import('./catalogue.mjs').Entry[]} entries
 * @param {string} pages folder of one page a code
 * @returns {Promise<string>} the text of the list of all codes: a table an area, worded as the pages' headings are
 */
export async function catalogueIndex(entries, pages) {
  const rows = await Promise.all(
    entries.map(async ({ code, name, severity }) => {
      const page = await readFile(join(pages, `${code}.md`), 'utf8').catch(() => '');
      const title = (firstHeading(page) ?? '').replace(`# ${code} `, '').replaceAll('|', '\\|');
      return { code, row: `| [${code}](${code}.md) | \`${name}\` | ${severity} | ${title} |` };
    }),
  );
  const parts = AREAS.flatMap(([digits, title]) => {
    const here = rows.filter(({ code }) => code.slice(2, 4) === digits).map(({ row }) => row);
    if (here.length === 0) return [];
    return [
      `## ${title}\n`,
      '| Code | Name | Severity | What this means |\n| --- | --- | --- | --- |',
      `${here.join('\n')}\n`,
    ];
  });
  const config = await resolveConfig(join(pages, 'README.md'));
  return format([HEAD, ...parts].join('\n'), { ...config, parser: 'markdown' });
}

/**
 * Writes the list anew.
 * @param {readonly import('./catalogue.mjs').Entry[]} entries
 * @param {string} pages
 */
export async function writeCatalogueIndex(entries, pages) {
  await writeFile(join(pages, 'README.md'), await catalogueIndex(entries, pages));
}

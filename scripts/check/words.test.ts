import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { at } from '../lib/paths.mjs';
import { readCatalogue } from './catalogue.mjs';
import { trackedFiles } from './files.mjs';
import { UNWANTED_PHRASES } from './unwanted-phrases.mjs';

/** Returns the phrases of the list that stand in a text as words of their own. */
function unwantedIn(text: string): string[] {
  const words = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}’']+/gu, ' ')} `;
  return UNWANTED_PHRASES.filter((phrase) => words.includes(` ${phrase} `));
}

/** Returns every text of a source that may be shown: literals, parts of templates, text between tags. Comments are none. */
function textsOf(name: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node)) found.push(node.text);
    if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, false));
  return found;
}

/** Returns the texts of a source that have a space in them; none of a source that has no unwanted phrase anywhere. */
function sentencesOf(name: string, source: string): string[] {
  return unwantedIn(source).length === 0
    ? []
    : textsOf(name, source).filter((text) => /\s/.test(text.trim()));
}

/** Returns a page without what it quotes: blocks of code, sources, comments. */
function shown(page: string): string {
  return page
    .replaceAll(/^```.*?^```/gms, '')
    .replace(/^## Sources$.*/ms, '')
    .replaceAll(/^#(?!#* ).*/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

async function unwantedInFolder(folder: string): Promise<string[]> {
  const files = (await trackedFiles()).filter(
    (file) => file.startsWith(folder) && /(?<!\.test|\/vocabulary)\.tsx?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(0);
  const each = files.map(async (file) =>
    sentencesOf(file, await readFile(at(file), 'utf8')).flatMap((text) =>
      unwantedIn(text).map((phrase) => `${file}: "${phrase}" in "${text.trim()}"`),
    ),
  );
  return (await Promise.all(each)).flat();
}

describe('sentences for people', () => {
  it('in titles and templates of the catalogue have none of the unwanted phrases', async () => {
    const entries = await readCatalogue(at('core', 'src', 'judge', 'catalogue.ts'));
    const texts = entries.map(({ code, title, template }) => ({ code, text: `${title}\n${template}` }));
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter(({ text }) => unwantedIn(text).length > 0)).toEqual([]);
  });

  it.each([
    'core/src/',
    'cli/src/',
    'ui/src/',
    'backend/src/',
    'node/src/',
    'probe/node/src/',
    'standin/src/',
  ])('in %s have none of them', async (folder) => {
    expect(await unwantedInFolder(folder)).toEqual([]);
  });

  it('in the pages of the codes and the labels of the extension have none of them', async () => {
    const files = (await trackedFiles()).filter((file) => /^(docs\/checks\/.*\.md|Dockerfile)$/.test(file));
    expect(files.length).toBeGreaterThan(50);
    const each = files.map(async (file) => ({
      file,
      phrases: unwantedIn(shown(await readFile(at(file), 'utf8'))),
    }));
    expect((await Promise.all(each)).filter(({ phrases }) => phrases.length > 0)).toEqual([]);
  });

  it('are found in literals, templates and between tags, across a line break, and not in comments', () => {
    const source = [
      '// who dials',
      "const a = 'Who dials the port';",
      'const b = `${a} leads\n to ${a} was asked`;',
      'const c = <p>Nothing looked\n  at yet</p>;',
    ].join('\n');
    const found = textsOf('a.tsx', source).flatMap(unwantedIn);
    expect(found).toEqual(['who dials', 'dials the', 'leads to', 'was asked', 'looked at']);
  });

  it('are no part of a longer word', () => {
    expect(unwantedIn('It pleads to be overlooked at night')).toEqual([]);
  });
});

describe('docs/words.md', () => {
  it('has the word that the tab shows for every outcome and verdict', async () => {
    const looks = await readFile(at('ui', 'src', 'shared', 'controls', 'looks.ts'), 'utf8');
    const page = (await readFile(at('docs', 'words.md'), 'utf8')).replaceAll(/ +/g, ' ');
    const shown = ['OUTCOMES', 'VERDICTS'].flatMap((table) => {
      const block = new RegExp(`const ${table}\\b.*?= \\{(.*?)^\\};`, 'ms').exec(looks)?.[1] ?? '';
      return [...block.matchAll(/'?([a-z-]+)'?: \{ mark: '.', word: '([^']+)'/g)];
    });
    expect(shown).toHaveLength(18);
    for (const [, value, word] of shown) expect(page).toContain(`| \`${value}\` | ${word} |`);
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkProblems } from './links.mjs';
import { anchorsOf, firstHeading, linksOf } from './markdown.mjs';

describe('linkProblems', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostnet-links-'));
    await mkdir(join(root, 'docs'));
    await writeFile(join(root, 'README.md'), '# Read me\n');
    await writeFile(
      join(root, 'docs', 'b.md'),
      '# One (two), `three`!\n\n## Same\n\n## Same\n<a id="Own"></a>\n',
    );
  });
  afterAll(() => rm(root, { recursive: true }));

  it.each([
    ['[a](b.md)', []],
    ['[a](b.md#one-two-three)', []],
    ['[a](b.md#same-1) [b](b.md#own)', []],
    ['[a](../README.md) [b](../docs) [c](#here)', []],
    ['[a](https://example.com/none) <mailto:a@b.c>', []],
    ['`[a](none.md)`\n\n```\n[a](none.md)\n```\n<!-- [a](none.md) -->', []],
    ['[a](none.md)', ['docs/a.md:3 links to none.md: there is no docs/none.md']],
    ['[a](b.md#nope)', ['docs/a.md:3 links to b.md#nope: docs/b.md has no heading #nope']],
    ['[a](#nope)', ['docs/a.md:3 links to #nope: docs/a.md has no heading #nope']],
    ['[a]: none.md', ['docs/a.md:3 links to none.md: there is no docs/none.md']],
    ['<img alt="x" src="none.png">', ['docs/a.md:3 links to none.png: there is no docs/none.png']],
    ['![a](none.png)', ['docs/a.md:3 links to none.png: there is no docs/none.png']],
    ['[a](/docs/b.md)', ['docs/a.md:3 links to /docs/b.md: an absolute path; write it relative to the file']],
    ['[a](../../x.md)', ['docs/a.md:3 links to ../../x.md: it leaves the repository']],
  ])('%s', async (text, expected) => {
    await writeFile(join(root, 'docs', 'a.md'), `# Here\n\n${text}\n`);
    expect(await linkProblems(['docs/a.md'], root)).toEqual(expected);
  });
});

it('linksOf numbers lines as an editor does, past code and comments', () => {
  expect(linksOf('<!-- a\nb -->\n```\n[x](y)\n```\n[a](b(c).md)\n')).toEqual([
    { target: 'b(c).md', line: 6 },
  ]);
});

it('anchorsOf follows GitHub on letters beyond ASCII', () => {
  expect(anchorsOf('## Ça va? — oui_non')).toEqual(new Set(['ça-va--oui_non']));
});

it('firstHeading ignores what only looks like one', () => {
  expect(firstHeading('```\n# no\n```\n# HN0101 Yes\n')).toBe('# HN0101 Yes');
});

import { readFile } from 'node:fs/promises';
import { at } from '../lib/paths.mjs';
import { trackedFiles } from './files.mjs';

/** Cases that the names of tests begin with. */
async function testedCases(): Promise<Set<string>> {
  const files = (await trackedFiles()).filter((file) => /\.test\.ts$|-cases\.ts$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(at(file), 'utf8')));
  const named = texts.flatMap((text) => [...text.matchAll(/['`(]([PELW]\d{2})\b/g)].map(([, id = '']) => id));
  return new Set(named);
}

it('each reported case of docs/verdicts.md has a test of its name, and each such test a row there', async () => {
  const page = await readFile(at('docs/verdicts.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([PELW]\d{2}) +\|/gm)].map(([, id = '']) => id);
  expect(rows.length).toBeGreaterThan(30);
  expect([...(await testedCases())].sort()).toEqual(rows.toSorted());
});

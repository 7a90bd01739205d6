import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BUILD, ROOT } from './paths.mjs';
import { dropStamp, isFresh, writeStamp } from './stamp.mjs';

let folder = '';
let source = '';
let output = '';
const name = `test-${process.pid}`;

beforeEach(() => {
  mkdirSync(BUILD, { recursive: true });
  folder = mkdtempSync(join(BUILD, 'stamp-test-'));
  source = join(folder, 'source');
  output = join(folder, 'output');
  writeFileSync(source, 'one');
  writeFileSync(output, 'made');
  writeStamp(name, 'key', [relative(ROOT, source)], [relative(ROOT, output)]);
});

afterEach(() => {
  dropStamp(name);
  rmSync(folder, { recursive: true });
});

test('is fresh while nothing changed, whatever the time stamps say', () => {
  writeFileSync(source, 'one');
  expect(isFresh(name, 'key')).toBe(true);
});

test('is stale when a source, the key or an output changed', () => {
  expect(isFresh(name, 'another key')).toBe(false);
  writeFileSync(source, 'two');
  expect(isFresh(name, 'key')).toBe(false);
  writeFileSync(source, 'one');
  rmSync(output);
  expect(isFresh(name, 'key')).toBe(false);
});

test('is stale when a source is gone or there was no stamp', () => {
  rmSync(source);
  expect(isFresh(name, 'key')).toBe(false);
  expect(isFresh('never-written', 'key')).toBe(false);
});

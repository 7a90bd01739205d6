import * as fc from 'fast-check';
import { preview } from './diff.ts';
import { appended, edited, insertedBefore, removed, replaced, type Edit } from './edit.ts';
import { documentOf as read } from '../testing/compose-texts.ts';
import { entryOf, type Source } from './located.ts';

/** Applies a unified diff the way `patch` does, refusing lines that do not fit. */
function patched(text: string, diff: string): string {
  const old = text.split('\n');
  if (old.at(-1) === '') old.pop();
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk) {
      const from = Number(hunk[1]) - 1;
      out.push(...old.slice(at, from));
      expect(out.length).toBe(Number(hunk[3]) - 1);
      at = from;
    } else if (line.startsWith('+')) out.push(line.slice(1));
    else if (line !== '') {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) out.push(line.slice(1));
      at += 1;
    }
  }
  return `${[...out, ...old.slice(at)].join('\n')}\n`;
}

const sourceOf = (text: string): Source => read(text).span.source;

describe('removed', () => {
  const TEXT = `# head
services:
  web: # the web
    image: web
    ports: # published
      # the site
      - "80:80" # plain
      - "443:443"

    # below
    restart: always
`;
  it('takes the lines of an entry and keeps every comment', () => {
    const web = entryOf(entryOf(read(TEXT), 'services')?.value, 'web')?.value;
    const ports = entryOf(web, 'ports');
    const edits = (ports && removed(ports)) ?? [];
    const [source] = edits.map((edit) => edit.source);
    expect(source && edited(source, edits)).toBe(`# head
services:
  web: # the web
    image: web
    # published
    # the site
    # plain

    # below
    restart: always
`);
    expect(source && patched(TEXT, preview(edits))).toBe(source && edited(source, edits));
  });

  it.each([
    ['a mapping in braces', 'a: { b: 1, c: 2 }\n'],
    ['a value under an anchor', 'a:\n  b: &x 1\n  c: *x\n'],
    ['what a merge key brought', 'x: &x\n  b: 1\na:\n  <<: *x\n'],
  ])('gives up on %s', (_, text) => {
    const entry = entryOf(entryOf(read(text), 'a')?.value, 'b');
    expect(entry && removed(entry)).toBeNull();
  });

  it('keeps the line ends of Windows', () => {
    const text = 'a:\r\n  b: 1 # why\r\n  c: 2\r\n';
    const entry = entryOf(entryOf(read(text), 'a')?.value, 'b');
    const edits = (entry && removed(entry)) ?? [];
    expect(edits.map((edit) => edited(edit.source, edits))).toEqual(['a:\r\n  # why\r\n  c: 2\r\n']);
  });
});

describe('preview', () => {
  it('shows several changes of one file in hunks, with two lines around each', () => {
    const text = Array.from({ length: 20 }, (_, index) => `k${index + 1}: v\n`).join('');
    const source = sourceOf(text);
    const at = (line: number) => source.lineStarts[line - 1] ?? 0;
    const edits = [
      replaced({ source, start: at(3) + 4, end: at(3) + 5 }, 'new'),
      insertedBefore(source, at(15), ['extra: 1']),
      appended(source, ['last: 1']),
    ];
    const diff = preview(edits);
    expect(diff.match(/^@@ .* @@$/gm)).toEqual(['@@ -1,5 +1,5 @@', '@@ -13,4 +13,5 @@', '@@ -19,2 +20,3 @@']);
    expect(patched(text, diff)).toBe(edited(source, edits));
  });

  it('says the same as the edits, whatever they are', () => {
    const lines = fc.array(fc.stringMatching(/^[a-z]{0,6}$/), { minLength: 1, maxLength: 15 });
    const cuts = fc.array(fc.tuple(fc.nat(100), fc.nat(8), fc.stringMatching(/^[a-z]{0,4}$/)), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(lines, cuts, (words, places) => {
        const text = words.map((word, index) => `k${index}: ${word}\n`).join('');
        const source = sourceOf(text);
        const edits: Edit[] = places.map(([start, length, word]) => {
          const from = Math.min(start, text.length - 1);
          return { source, start: from, end: Math.min(from + length, text.length - 1), text: word };
        });
        const diff = preview(edits);
        if (edits.length > 0) expect(patched(text, diff)).toBe(edited(source, edits));
      }),
      { numRuns: 300 },
    );
  });
});

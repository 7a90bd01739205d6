import { lineReader } from './bounded-lines.ts';

/** What becomes of these chunks. */
function linesOf(chunks: Iterable<string | Buffer>, most: number) {
  const lines: string[] = [];
  let tooLong = 0;
  const reader = lineReader(
    most,
    (line) => lines.push(line),
    () => (tooLong += 1),
  );
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return { lines, tooLong };
}

describe('lineReader', () => {
  it('gives lines however they come, a character in two parts too', () => {
    const umlaut = Buffer.from('ü');
    const chunks = ['a\nb', 'c\r\n\n', umlaut.subarray(0, 1), umlaut.subarray(1), '\nlast'];
    expect(linesOf(chunks, 10)).toEqual({ lines: ['a', 'bc', 'ü', 'last'], tooLong: 0 });
  });

  it('keeps nothing of a line without end, and says so once', () => {
    function* endless() {
      yield 'first\n';
      const part = Buffer.alloc(1024 * 1024, 'x');
      for (let i = 0; i < 200; i++) yield part;
      yield '\nlater\n';
    }
    const before = process.memoryUsage().rss;
    expect(linesOf(endless(), 1024 * 1024)).toEqual({ lines: ['first'], tooLong: 1 });
    // 200 MB went through.
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });
});

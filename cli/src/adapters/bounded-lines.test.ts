import { PassThrough } from 'node:stream';
import { boundedLines } from './bounded-lines.ts';

/** What becomes of these chunks. */
async function linesOf(chunks: Iterable<string | Buffer>, most: number) {
  const stream = new PassThrough();
  const lines: string[] = [];
  let tooLong = 0;
  boundedLines(
    stream,
    most,
    (line) => lines.push(line),
    () => (tooLong += 1),
  );
  for (const chunk of chunks)
    if (!stream.write(chunk)) await new Promise((resolve) => stream.once('drain', resolve));
  stream.end();
  await new Promise((resolve) => stream.once('close', resolve));
  return { lines, tooLong };
}

describe('boundedLines', () => {
  it('gives lines however they come, a character in two parts too', async () => {
    const umlaut = Buffer.from('ü');
    const chunks = ['a\nb', 'c\r\n\n', umlaut.subarray(0, 1), umlaut.subarray(1), '\nlast'];
    expect(await linesOf(chunks, 10)).toEqual({ lines: ['a', 'bc', 'ü', 'last'], tooLong: 0 });
  });

  it('keeps nothing of a line without end, and says so once', async () => {
    function* endless() {
      yield 'first\n';
      const part = Buffer.alloc(1024 * 1024, 'x');
      for (let i = 0; i < 200; i++) yield part;
      yield '\nlater\n';
    }
    const before = process.memoryUsage().rss;
    expect(await linesOf(endless(), 1024 * 1024)).toEqual({ lines: ['first'], tooLong: 1 });
    // 200 MB went through.
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });
});

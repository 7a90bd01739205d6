import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Longest line of a probe, in characters: 4,000 listeners with long names are told in less. */
export const LINE_CHARS = 4 * 1024 * 1024;

/**
 * Gives `take` each line of the stream, the last one also without its end. A line longer than `most` is not kept: `tooLong` is
 * called once, and nothing is taken any more; the rest is read and dropped, so that the writer is not held up.
 */
export function boundedLines(
  stream: Readable,
  most: number,
  take: (line: string) => void,
  tooLong: () => void,
): void {
  const decoder = new StringDecoder('utf8');
  let rest: string[] = [];
  let length = 0;
  let over = false;
  const add = (text: string): void => {
    rest.push(text);
    length += text.length;
    if (length <= most || over) return;
    over = true;
    rest = [];
    tooLong();
  };
  const end = (): void => {
    const line = rest.join('');
    rest = [];
    length = 0;
    if (!over && line !== '') take(line.endsWith('\r') ? line.slice(0, -1) : line);
  };
  stream.on('data', (chunk: Buffer) => {
    if (over) return;
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    add(first);
    for (const other of others) {
      end();
      add(other);
    }
  });
  stream.on('end', end);
}

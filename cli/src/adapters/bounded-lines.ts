import { StringDecoder } from 'node:string_decoder';

/** Longest line of a probe, in characters: 4,000 listeners with long names are told in less. */
export const LINE_CHARS = 4 * 1024 * 1024;

/** Takes bytes, cut anywhere, and gives lines. */
export interface LineReader {
  push(chunk: Buffer): void;
  /** The last line may have no end. */
  end(): void;
}

/**
 * Returns what gives `take` each line. A line longer than `most` is not kept: `tooLong` is called once, and nothing is taken any
 * more; the rest is dropped, so that the writer is not held up.
 */
export function lineReader(most: number, take: (line: string) => void, tooLong: () => void): LineReader {
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
  return {
    push(chunk) {
      if (over) return;
      const [first = '', ...others] = decoder.write(chunk).split('\n');
      add(first);
      for (const other of others) {
        end();
        add(other);
      }
    },
    end,
  };
}

import { StringDecoder } from 'node:string_decoder';

/** Turns a byte stream into what `onOutput` receives. */
export interface Splitter {
  push(bytes: Buffer): string[];
  /** The rest, when the stream has ended. */
  end(): string[];
}

/** Returns a splitter that yields whole lines without their ends (`splitOutputLines: true`). */
export function lineSplitter(): Splitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    push(bytes) {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => line.replace(/\r$/, ''));
    },
    end() {
      rest += decoder.end();
      return rest === '' ? [] : [rest];
    },
  };
}

/**
 * Returns a splitter for raw output. Desktop promises chunks at arbitrary boundaries; a short output usually arrives in
 * one piece, which hides code that relies on it, so every chunk is cut in two here.
 */
export function arbitrarySplitter(): Splitter {
  const decoder = new StringDecoder('utf8');
  return {
    push(bytes) {
      const text = decoder.write(bytes);
      const middle = Math.ceil(text.length / 2);
      return [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '');
    },
    end() {
      const rest = decoder.end();
      return rest === '' ? [] : [rest];
    },
  };
}

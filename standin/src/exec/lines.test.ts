import { arbitrarySplitter, lineSplitter } from './lines.ts';

const feed = (splitter: ReturnType<typeof lineSplitter>, pieces: readonly Buffer[]) => [
  ...pieces.flatMap((piece) => splitter.push(piece)),
  ...splitter.end(),
];

describe('lineSplitter', () => {
  const text = 'one\r\ntwo ü\n\nlast';
  const whole = Buffer.from(text);

  it('yields the same lines wherever the bytes are cut', () => {
    for (let at = 0; at <= whole.length; at += 1) {
      expect(feed(lineSplitter(), [whole.subarray(0, at), whole.subarray(at)])).toEqual([
        'one',
        'two ü',
        '',
        'last',
      ]);
    }
  });

  it('yields no empty line for a final line end', () => {
    expect(feed(lineSplitter(), [Buffer.from('a\n')])).toEqual(['a']);
  });
});

describe('arbitrarySplitter', () => {
  it('cuts what arrived in one piece and loses nothing', () => {
    const parts = feed(arbitrarySplitter(), [Buffer.from('hello\n')]);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join('')).toBe('hello\n');
  });

  it('keeps a character whole across chunks', () => {
    const bytes = Buffer.from('ü');
    expect(feed(arbitrarySplitter(), [bytes.subarray(0, 1), bytes.subarray(1)]).join('')).toBe('ü');
  });
});

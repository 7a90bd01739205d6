import { frames, textOfLog } from './frames.ts';

const frame = (stream: number, text: string): Buffer => {
  const bytes = Buffer.from(text);
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};
const ALL = Buffer.concat([
  frame(1, 'eins\n'),
  frame(2, 'oh '),
  frame(1, ''),
  frame(1, 'zwei\n'),
  frame(2, 'no'),
]);

describe('frames', () => {
  it.each([1, 2, 3, 7, 8, 9, 100])('takes both streams apart, cut every %i bytes', (every) => {
    const told = { out: '', err: '' };
    const taking = frames(
      (bytes) => (told.out += bytes.toString()),
      (bytes) => (told.err += bytes.toString()),
    );
    for (let at = 0; at < ALL.length; at += every) taking.push(ALL.subarray(at, at + every));
    expect(told).toEqual({ out: 'eins\nzwei\n', err: 'oh no' });
  });

  it('hands on what has come of a frame, and keeps none of it', () => {
    const out: string[] = [];
    const { push } = frames(
      (bytes) => out.push(bytes.toString()),
      () => undefined,
    );
    push(frame(1, 'whole').subarray(0, 12));
    expect(out).toEqual(['whol']);
    push(frame(1, 'whole').subarray(12));
    expect(out).toEqual(['whol', 'e']);
  });

  it.each(['HTTP/1.1 400 Bad Request\r\n', '\x07\0\0\0\0\0\0\x01x', '\x01\0\0\x01\0\0\0\x01x'])(
    'takes nothing of what is no frame: %j',
    (text) => {
      let taken = 0;
      const { push } = frames(
        () => taken++,
        () => taken++,
      );
      expect(push(Buffer.from(text))).toBe(false);
      expect(push(frame(1, 'later'))).toBe(false);
      expect(taken).toBe(0);
    },
  );
});

describe('textOfLog', () => {
  it('is stdout and then stderr of a log in frames', () => {
    expect(textOfLog(ALL)).toBe('eins\nzwei\noh no');
  });

  it.each(['', 'short', 'the log of a container with a terminal\n'])('is the log as it is: %j', (text) => {
    expect(textOfLog(Buffer.from(text))).toBe(text);
  });
});

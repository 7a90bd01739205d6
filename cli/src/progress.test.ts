import { Writable } from 'node:stream';
import { startProgress } from './progress.ts';

/** A stream that keeps what was written to it; a terminal of this width, or a pipe. */
class Kept extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  constructor(width: number | null) {
    super({ decodeStrings: false });
    this.isTTY = width !== null;
    this.columns = width ?? undefined;
  }
  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}
const start = (width: number | null, quiet = false) => {
  const stream = new Kept(width);
  return { stream, progress: startProgress(quiet, stream as unknown as NodeJS.WriteStream) };
};
/** What a terminal shows in the end. */
const shown = (text: string) => text.split('\r\u001b[2K').at(-1);

describe('progress', () => {
  it('is one plain line a phase in a pipe, without a control character', () => {
    const { stream, progress } = start(null);
    progress.phase('Asking');
    progress.lane(1, 2);
    progress.phase('Dialling');
    progress.clear();
    expect(stream.text).toBe('Asking …\nDialling …\n');
  });

  it.each([80, null])('is nothing when quiet (width %j)', (width) => {
    const { stream, progress } = start(width, true);
    progress.phase('Asking');
    progress.lane(1, 2);
    progress.clear();
    expect(stream.text).toBe('');
  });

  it('is one line that is redrawn on a terminal, and gone at the end', async () => {
    const { stream, progress } = start(80);
    progress.phase('Dialling');
    expect(shown(stream.text)).toBe('Dialling …');
    await new Promise((resolve) => setTimeout(resolve, 60));
    progress.lane(3, 40);
    expect(shown(stream.text)).toBe('Dialling … 3 of 40 lanes');
    progress.clear();
    expect(shown(stream.text)).toBe('');
    expect(stream.text).not.toContain('\n');
  });

  it('redraws no oftener than an eye sees, however many lanes settle', () => {
    const { stream, progress } = start(80);
    progress.phase('Dialling');
    for (let i = 1; i <= 1000; i++) progress.lane(i, 1000);
    expect(stream.text.split('\r').length).toBeLessThan(50);
  });

  it('never wraps a narrow terminal', () => {
    const { stream, progress } = start(30);
    progress.phase('A phase whose text is longer than the terminal is wide');
    expect(shown(stream.text)).toHaveLength(29);
  });
});

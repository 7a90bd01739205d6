import { channel } from './channel.ts';

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of from) values.push(value);
  return values;
}

describe('channel', () => {
  it('hands over what was pushed before and after the reader came, in order', async () => {
    const c = channel<number>();
    c.push(1);
    const reading = all(c);
    c.push(2);
    await Promise.resolve();
    c.push(3);
    c.close();
    c.push(4);
    expect(await reading).toEqual([1, 2, 3]);
  });

  it('throws at the reader after what was pushed', async () => {
    const c = channel<number>();
    c.push(1);
    c.close(new Error('broken'));
    c.close();
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const value of c) seen.push(value);
      })(),
    ).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
  });
});

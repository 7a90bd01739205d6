import { pause, timeLimited, within } from './deadline.ts';

const never = new Promise<never>(() => undefined);

describe('pause', () => {
  it('ends by time, by abort, and at once when aborted already', async () => {
    const controller = new AbortController();
    await pause(5, controller.signal);
    const waiting = pause(60_000, controller.signal);
    controller.abort();
    await waiting;
    await pause(60_000, controller.signal);
  });
});

describe('within', () => {
  it('returns the work’s result, or throws its error', async () => {
    await expect(within(60_000, Promise.resolve(1), () => 2)).resolves.toBe(1);
    await expect(within(60_000, Promise.reject(new Error('no')), () => 2)).rejects.toThrow('no');
  });

  it('returns the other result when time is up, or throws it', async () => {
    await expect(within(5, never, () => 2)).resolves.toBe(2);
    await expect(
      within(5, never, () => {
        throw new Error('late');
      }),
    ).rejects.toThrow('late');
  });
});

describe('timeLimited', () => {
  const untilOver = (signal: AbortSignal) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('over')));

  it('ends the work when time is up, when the caller aborts, and at once when it has', async () => {
    const caller = new AbortController();
    await expect(timeLimited(5, caller.signal, untilOver)).resolves.toBe('over');
    const working = timeLimited(60_000, caller.signal, untilOver);
    caller.abort('why');
    await expect(working).resolves.toBe('over');
    await timeLimited(60_000, caller.signal, (signal) => {
      expect([signal.aborted, signal.reason]).toEqual([true, 'why']);
      return Promise.resolve();
    });
  });

  it('returns what the work returns, throws what it throws', async () => {
    const { signal } = new AbortController();
    await expect(timeLimited(60_000, signal, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(timeLimited(60_000, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

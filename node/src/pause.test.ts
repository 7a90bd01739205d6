import { getEventListeners } from 'node:events';
import { pause } from './pause.ts';

/** In ms: a pause that does not end early would outlast the test. */
const LONG = 3_600_000;

describe('pause', () => {
  it('ends by itself and leaves no listener', async () => {
    const { signal } = new AbortController();
    await pause(1, signal);
    await pause(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends with its signal, at once where that is aborted already', async () => {
    const control = new AbortController();
    const paused = pause(LONG, control.signal);
    control.abort();
    await paused;
    await pause(LONG, control.signal);
    expect(getEventListeners(control.signal, 'abort')).toEqual([]);
  });
});

import type { ProbeEvent } from '@hostnet/core/protocol';
import { bridgeSpec } from '../../test/support/spec.ts';
import { BridgeSessions, MAX_SESSIONS, type RunSession } from './sessions.ts';

const done: ProbeEvent = { event: 'done', reason: 'finished', at: 1 };
const never = new AbortController().signal;

/** A session that ends when it is aborted, as the real one does. */
const untilAborted: RunSession = (_spec, _emit, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

describe('BridgeSessions', () => {
  it('returns what was emitted, in order', async () => {
    const sessions = new BridgeSessions(async (_spec, emit) => {
      emit({ ...done, at: 0 });
      await Promise.resolve();
      emit(done);
    });
    expect(await sessions.run(bridgeSpec(), never)).toEqual([{ ...done, at: 0 }, done]);
    expect(sessions.running).toBe(0);
  });

  it('runs four at once and gives the place back when one has gone', async () => {
    const sessions = new BridgeSessions(untilAborted);
    const controls = Array.from({ length: MAX_SESSIONS }, () => new AbortController());
    const runs = controls.map(({ signal }) => sessions.run(bridgeSpec(), signal).catch((e: unknown) => e));
    await expect(sessions.run(bridgeSpec(), never)).rejects.toMatchObject({ status: 429 });
    controls[0]?.abort();
    expect(await runs[0]).toMatchObject({ status: 503 });
    expect(sessions.running).toBe(MAX_SESSIONS - 1);
    sessions.stop();
    await Promise.all(runs);
    expect(sessions.running).toBe(0);
    await expect(sessions.run(bridgeSpec(), never)).rejects.toMatchObject({ code: 'session-stopped' });
  });

  it('tells a session that failed, without its stack', async () => {
    const sessions = new BridgeSessions(() => Promise.reject(new Error('no sockets\n    at x.ts:1')));
    await expect(sessions.run(bridgeSpec(), never)).rejects.toMatchObject({
      status: 500,
      message: 'The bridge session failed: no sockets',
    });
  });

  it('ends a session that outlives its lifetime, and its caller even when it is deaf', async () => {
    let end: () => void = () => undefined;
    const sessions = new BridgeSessions(() => new Promise((resolve) => (end = resolve)));
    await expect(sessions.run(bridgeSpec({ lifetimeMs: 50 }), never)).rejects.toMatchObject({ status: 504 });
    expect(sessions.running).toBe(1);
    end();
    await new Promise(setImmediate);
    expect(sessions.running).toBe(0);
  });
});

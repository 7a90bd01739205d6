import { ProbeFailure, type ProbeSession } from '../model/outside.ts';
import { PROTOCOL_VERSION, type ProbeEvent } from '../protocol/index.ts';
import { channel } from './channel.ts';
import { readProbe } from './probe-run.ts';

const ready: ProbeEvent = {
  event: 'ready',
  v: PROTOCOL_VERSION,
  vantage: 'host',
  pid: 1,
  at: 0,
  listeners: [],
};
const seen: ProbeEvent = {
  event: 'received',
  listener: 'l',
  transport: 'udp',
  nonce: 'aa',
  from: { address: '127.0.0.1', port: 1 },
  at: 1,
};

function session() {
  const events = channel<ProbeEvent>();
  const stop = () => {
    events.close();
    return Promise.resolve();
  };
  const probe: ProbeSession = { events, stop };
  return { events, probe };
}

describe('readProbe', () => {
  it('gives the ready line, what was seen, and the end', async () => {
    const { events, probe } = session();
    const heard: string[] = [];
    const run = readProbe(probe, 60_000, { received: (event) => heard.push(event.nonce) });
    events.push(ready);
    expect(await run.ready).toBe(ready);
    events.push(seen);
    expect(run.listening()).toBe(true);
    await run.stop();
    expect(await run.ended).toBeNull();
    expect(run.received).toEqual([seen]);
    expect(heard).toEqual(['aa']);
    expect(run.listening()).toBe(false);
  });

  it('listens no more after its last line, though its output is still open', async () => {
    const { events, probe } = session();
    const run = readProbe(probe, 60_000);
    events.push(ready);
    events.push({ event: 'done', reason: 'lifetime', at: 9 });
    await run.ready;
    await new Promise((resolve) => setImmediate(resolve));
    expect(run.listening()).toBe(false);
    events.close();
    await run.ended;
  });

  it('throws from ready when the session fails first, and says how it ended without throwing', async () => {
    const { events, probe } = session();
    const run = readProbe(probe, 60_000);
    const failure = new ProbeFailure('start-refused', 'The engine refused.', 'its words');
    events.close(failure);
    await expect(run.ready).rejects.toBe(failure);
    expect(await run.ended).toBe(failure);
  });

  it('turns any other error into a failure of the instrument', async () => {
    const { events, probe } = session();
    const run = readProbe(probe, 60_000);
    events.close(new Error('socket closed'));
    await expect(run.ready).rejects.toMatchObject({ kind: 'died', message: 'socket closed' });
  });

  it('throws from ready when the session ends without a word', async () => {
    const { events, probe } = session();
    const run = readProbe(probe, 60_000);
    events.close();
    await expect(run.ready).rejects.toMatchObject({
      kind: 'died',
      message: 'The probe ended before it was ready.',
    });
    expect(await run.ended).toBeNull();
  });

  it('throws from ready when time is up', async () => {
    const { events, probe } = session();
    const run = readProbe(probe, 10);
    await expect(run.ready).rejects.toMatchObject({ kind: 'timed-out' });
    events.close();
    await run.ended;
  });
});

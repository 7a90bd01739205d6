import { mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProbeFailure, type ProbeEvent, type ProbeSession } from '@hostnet/core';
import { childSession, type ChildEnd, type ChildOptions } from './child-session.ts';

const READY = { event: 'ready', v: 1, vantage: 'host', pid: 1, at: 0, listeners: [] };
const DONE = { event: 'done', reason: 'finished', at: 2 };
const fact = (at: number) => ({ event: 'facts', kind: 'failed', inspection: 'dial x', reason: 'y', at });

let folder = '';
let stop: AbortController;
let gone: boolean[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostnet-child-'));
  stop = new AbortController();
  gone = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A session whose probe is this Node program; `say(value)` prints a line. It writes its pid down first. */
function session(script: string, more: Partial<ChildOptions> = {}): ProbeSession {
  const path = join(folder, 'child.mjs');
  const head = `import { writeFileSync, writeSync } from 'node:fs';
const say = (value) => writeSync(1, (typeof value === 'string' ? value : JSON.stringify(value)) + '\\n');
const READY = ${JSON.stringify(READY)}, DONE = ${JSON.stringify(DONE)};
writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));
`;
  writeFileSync(path, head + script);
  return childSession({
    command: process.execPath,
    args: [path],
    signal: stop.signal,
    stopMs: 500,
    failure: (stderr, ready) =>
      new ProbeFailure('died', `${ready ? 'ready' : 'not ready'}: ${stderr.trim()}`),
    gone: ({ ready }) => {
      gone.push(ready);
      return Promise.resolve();
    },
    ...more,
  });
}

interface Heard {
  readonly events: ProbeEvent[];
  readonly failure: ProbeFailure | null;
}

async function hear(from: ProbeSession, each: (event: ProbeEvent) => void = () => undefined): Promise<Heard> {
  const events: ProbeEvent[] = [];
  try {
    for await (const event of from.events) {
      events.push(event);
      each(event);
    }
    return { events, failure: null };
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    return { events, failure: error };
  }
}

function childLives(): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** A program that is ready and stays, whatever SIGTERM says. */
const STUBBORN = `process.on('SIGTERM', () => undefined); say(READY); setInterval(() => undefined, 1000);`;

describe('childSession', () => {
  it('hands over every event in order, empty lines left out, and ends with `done`', async () => {
    const facts = Array.from({ length: 200 }, (_, i) => fact(i));
    const heard = await hear(
      session(`say(READY); say(''); for (const f of ${JSON.stringify(facts)}) say(f); say('  '); say(DONE);`),
    );
    expect(heard).toEqual({ events: [READY, ...facts, DONE], failure: null });
    expect(gone).toEqual([true]);
    expect(childLives()).toBe(false);
  });

  it('puts lines together that come in pieces', async () => {
    const text = JSON.stringify(READY);
    const heard = await hear(
      session(`writeSync(1, ${JSON.stringify(text.slice(0, 9))});
setTimeout(() => { writeSync(1, ${JSON.stringify(text.slice(9))} + '\\r\\n'); say(DONE); }, 60);`),
    );
    expect(heard).toEqual({ events: [READY, DONE], failure: null });
  });

  it.each([
    ['no JSON', `say('Sign in please')`],
    ['another event', `say({ event: 'surprise' })`],
    ['an event that lacks a field', `say({ event: 'done' })`],
  ])('%s ends the child as a failure of the protocol', async (_name, line) => {
    const heard = await hear(session(`say(READY); ${line}; setInterval(() => undefined, 1000);`));
    expect(heard.events).toEqual([READY]);
    expect(heard.failure).toMatchObject({ kind: 'protocol' });
    expect(heard.failure?.detail).not.toBe('');
    expect(childLives()).toBe(false);
    expect(gone).toEqual([true]);
  });

  it('takes the reason of a child that died early from its stderr', async () => {
    const before = await hear(session(`process.stderr.write('no such image'); process.exit(125);`));
    expect(before).toMatchObject({
      events: [],
      failure: { kind: 'died', message: 'not ready: no such image' },
    });
    const after = await hear(session(`say(READY); process.stderr.write('gone'); process.exitCode = 1;`));
    expect(after).toMatchObject({ events: [READY], failure: { message: 'ready: gone' } });
    expect(gone).toEqual([false, true]);
  });

  it('a child that exits with 0 without `done` died too', async () => {
    const heard = await hear(session(`say(READY);`));
    expect(heard.failure).toMatchObject({ kind: 'died', message: 'ready: ' });
  });

  it('keeps a flood on stderr short', async () => {
    const heard = await hear(session(`process.stderr.write('x'.repeat(500000));`));
    expect(heard.failure?.message.length).toBeLessThan(17_000);
  });

  it('stop() ends a child that listens to SIGTERM long before SIGKILL', async () => {
    const one = session(
      `process.on('SIGTERM', () => { say(DONE); process.exit(0); }); say(READY); setInterval(() => undefined, 1000);`,
      { stopMs: 20_000 },
    );
    const heard = hear(one, (event) => event.event === 'ready' && void one.stop());
    expect(await heard).toEqual({ events: [READY, DONE], failure: null });
    expect(gone).toEqual([true]);
  });

  it('stop() kills a child that ignores SIGTERM, after stopMs and not before', async () => {
    const one = session(STUBBORN);
    let started = 0;
    const stops: Promise<void>[] = [];
    const heard = hear(one, () => {
      started = performance.now();
      stops.push(one.stop());
    });
    expect((await heard).failure).toMatchObject({ kind: 'died' });
    await Promise.all(stops);
    const took = performance.now() - started;
    expect(took).toBeGreaterThan(450);
    expect(took).toBeLessThan(5000);
    expect(childLives()).toBe(false);
    expect(gone).toEqual([true]);
  });

  it('stop() may be called twice, and after the end', async () => {
    const one = session(STUBBORN);
    const heard = hear(one, () => undefined);
    while (!existsSync(join(folder, 'pid'))) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([one.stop(), one.stop()]);
    await one.stop();
    await heard;
    expect(gone).toHaveLength(1);
    expect(childLives()).toBe(false);
  });

  it('an abort ends the child as cancelled', async () => {
    const heard = await hear(session(STUBBORN), () => stop.abort());
    expect(heard.failure).toMatchObject({ kind: 'cancelled' });
    expect(gone).toEqual([true]);
    expect(childLives()).toBe(false);
  });

  it('is cancelled at once where the abort came first', async () => {
    stop.abort();
    const heard = await hear(session(STUBBORN));
    expect(heard).toMatchObject({ events: [], failure: { kind: 'cancelled' } });
    expect(gone).toEqual([false]);
    expect(childLives()).toBe(false);
  });

  it('a child that is not ready is withdrawn again and again instead of killed, and ends by itself', async () => {
    let asked = 0;
    const ends: ChildEnd[] = [];
    const quits = join(folder, 'quit');
    const one = session(
      `import { existsSync } from 'node:fs'; process.on('SIGTERM', () => undefined);
setInterval(() => { if (existsSync(${JSON.stringify(quits)})) process.exit(125); }, 5);`,
      {
        stopMs: 20_000,
        withdraw: () => {
          if (++asked === 3) writeFileSync(quits, '');
          return Promise.resolve();
        },
        gone: (how) => {
          ends.push(how);
          return Promise.resolve();
        },
      },
    );
    const heard = hear(one);
    while (!existsSync(join(folder, 'pid'))) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    expect((await heard).failure).toMatchObject({ kind: 'cancelled' });
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(ends).toEqual([{ ready: false, killed: false }]);
  });

  it('a child that becomes ready while it is withdrawn is told to end as usual', async () => {
    const one = session(
      `process.on('SIGTERM', () => { say(DONE); process.exit(0); }); setTimeout(() => say(READY), 150); setInterval(() => undefined, 1000);`,
      { stopMs: 20_000, withdraw: () => Promise.resolve() },
    );
    const heard = hear(one);
    while (!existsSync(join(folder, 'pid'))) await new Promise((resolve) => setTimeout(resolve, 10));
    await one.stop();
    expect(await heard).toEqual({ events: [READY, DONE], failure: null });
  });

  it('says that a signal ended the child: it may have left things half made', async () => {
    const ends: ChildEnd[] = [];
    const keep = (how: ChildEnd) => {
      ends.push(how);
      return Promise.resolve();
    };
    await hear(
      session(`process.kill(process.pid, 'SIGKILL'); setInterval(() => undefined, 1000);`, { gone: keep }),
    );
    await hear(session(`process.exitCode = 130;`, { gone: keep }));
    await hear(session(`process.exitCode = 125;`, { gone: keep }));
    expect(ends.map(({ killed }) => killed)).toEqual([true, true, false]);
  });

  it('an abort after `done` takes nothing back', async () => {
    const heard = await hear(
      session(
        `say(READY); say(DONE); process.on('SIGTERM', () => process.exit(0)); setInterval(() => undefined, 1000);`,
      ),
      (event) => event.event === 'done' && stop.abort(),
    );
    expect(heard).toEqual({ events: [READY, DONE], failure: null });
  });

  it('says which command is missing', async () => {
    const heard = await hear(session('', { command: join(folder, 'absent') }));
    expect(heard.failure).toMatchObject({ kind: 'helper-missing' });
    expect(heard.failure?.message).toContain(join(folder, 'absent'));
    expect(gone).toEqual([false]);
  });

  it('a command that may not be run is a failure, not a crash', async () => {
    writeFileSync(join(folder, 'locked'), 'x', { mode: 0o644 });
    const one = session('', { command: join(folder, 'locked') });
    const heard = await hear(one);
    expect(heard.failure).toMatchObject({ kind: 'died' });
    await one.stop();
    expect(gone).toEqual([false]);
  });

  it('a preparation that fails ends the child, with its own reason', async () => {
    const heard = await hear(
      session(`say(READY); setInterval(() => undefined, 1000);`, {
        started: () => Promise.reject(new ProbeFailure('start-refused', 'no network')),
      }),
    );
    expect(heard.failure).toMatchObject({ kind: 'start-refused', message: 'no network' });
    expect(gone).toHaveLength(1);
  });
});

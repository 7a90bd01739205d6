import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { ProbeEvent, SessionSpec } from '@hostnet/core/protocol/probe';
import { OUTPUT_CLOSED, runSession } from './session.ts';

const base: SessionSpec = {
  v: 1,
  run: 'unit0001',
  token: 'ab'.repeat(32),
  vantage: 'host',
  lifetimeMs: 10_000,
  stay: false,
  listen: [],
  dial: [],
  inspect: [],
};
const never = new AbortController().signal;

async function collect(spec: Partial<SessionSpec>, signal = never): Promise<ProbeEvent[]> {
  const events: ProbeEvent[] = [];
  await runSession({ ...base, ...spec }, (event) => events.push(event), signal);
  return events;
}

/** Resources that keep a process alive and belong to a session, not to Jest. */
const handles = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => /^(TCP|UDP|Pipe|Process|Timeout|GetAddrInfo|FSReq)/.test(kind))
    .sort();

async function until(what: () => boolean, ms: number): Promise<number> {
  const begun = performance.now();
  while (!what() && performance.now() - begun < ms) await new Promise((tick) => setImmediate(tick));
  return performance.now() - begun;
}

describe('runSession', () => {
  it('says ready first and done last, and ends by itself', async () => {
    const events = await collect({ inspect: [{ kind: 'interfaces' }] });
    expect(events.map((event) => event.event)).toEqual(['ready', 'facts', 'done']);
    expect(events.at(-1)).toMatchObject({ reason: 'finished' });
  });

  it('is told apart by what ended it', async () => {
    const reasonOf = async (spec: Partial<SessionSpec>, signal?: AbortSignal) =>
      (await collect({ stay: true, ...spec }, signal)).at(-1);
    expect(await reasonOf({ lifetimeMs: 50 })).toMatchObject({ reason: 'lifetime' });
    const stop = new AbortController();
    const soon = setTimeout(() => stop.abort(), 20);
    expect(await reasonOf({}, stop.signal)).toMatchObject({ reason: 'signal' });
    clearTimeout(soon);
    expect(await reasonOf({}, AbortSignal.abort(OUTPUT_CLOSED))).toMatchObject({ reason: 'output-closed' });
  });

  it('ends when its events can no longer be told', async () => {
    let told = 0;
    await runSession(
      { ...base, stay: true },
      () => {
        told += 1;
        throw new Error('nobody listens');
      },
      never,
    );
    expect(told).toBe(2);
  });

  it('turns a failing inspection into a line of its own', async () => {
    const events = await collect({ inspect: [{ kind: 'bind', address: 'not-an-address' }] });
    expect(events[1]).toMatchObject({ kind: 'bind', status: 'not-measured', errno: 'EINVAL' });
  });

  it('leaves no handle within 500 ms of an abort, wherever it was', async () => {
    // One stranger each that accepts and stays silent: dials hang in their echo phase, UDP in its budget.
    const tcp = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
    // A ping that takes its time, whatever this machine's own can do.
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-probe-'));
    writeFileSync(join(folder, 'ping'), '#!/bin/sh\nexec sleep 30\n');
    chmodSync(join(folder, 'ping'), 0o755);
    const path = process.env['PATH'] ?? '';
    process.env['PATH'] = `${folder}${delimiter}${path}`;
    const before = handles();
    const ports = { tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port };
    const stop = new AbortController();
    const events: ProbeEvent[] = [];
    const run = runSession(
      {
        ...base,
        stay: true,
        listen: (['tcp', 'udp'] as const).map((transport) => ({
          id: transport,
          transport,
          address: '127.0.0.1',
          port: 0,
        })),
        dial: Array.from({ length: 100 }, (_, i) => {
          const transport = i % 2 ? 'tcp' : 'udp';
          return { lane: `${i}`, transport, address: '127.0.0.1', port: ports[transport] };
        }),
        inspect: [{ kind: 'icmp', target: '127.0.0.1', raw: false }],
      },
      (event) => events.push(event),
      stop.signal,
    );
    await until(() => handles().length > before.length + 60 && handles().includes('ProcessWrap'), 2000);
    expect(handles()).toContain('ProcessWrap');
    expect(handles().length).toBeGreaterThan(before.length + 60);
    stop.abort();
    const ms = await until(() => handles().length <= before.length, 2000);
    await run;
    expect(handles()).toEqual(before);
    expect(ms).toBeLessThan(500);
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'signal' });
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
    const closed = Promise.all([once(tcp, 'close'), once(udp, 'close')]);
    tcp.close();
    udp.close();
    await closed;
  });
});

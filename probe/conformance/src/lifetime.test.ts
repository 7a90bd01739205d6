import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STOP_MAX_MS } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { finish, start } from './driver.ts';
import { parentOf } from './orphan.ts';
import { itUnless, notLinux, whereWine } from './skip.ts';
import { ask, freePort, signed, tcpStranger, udpStranger } from './strangers.ts';

const listen = (['tcp', 'udp'] as const).map((transport) => ({
  id: transport,
  transport,
  address: '127.0.0.1',
  port: 0,
}));

describe('the end of a session', () => {
  it('comes by itself when all is done', async () => {
    const probe = await finish({ listen, inspect: [{ kind: 'interfaces' }] });
    expect(await probe.event('done')).toMatchObject({ reason: 'finished' });
  });

  it('comes with the lifetime, also with stay and with dials under way', async () => {
    const port = await udpStranger(() => undefined);
    const probe = await finish({
      listen,
      stay: true,
      lifetimeMs: 400,
      dial: [{ lane: 'x', transport: 'udp', address: '127.0.0.1', port }],
    });
    const done = await probe.event('done');
    expect(done.reason).toBe('lifetime');
    expect(done.at).toBeGreaterThanOrEqual(390);
    expect(done.at).toBeLessThan(400 + STOP_MAX_MS);
    // What was not measured to its end is not told as if it were.
    expect(probe.all('dialed')).toEqual([]);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const reason =
      signal === 'SIGTERM' ? whereWine('ends a Windows program at SIGTERM without asking it') : null;
    itUnless(reason)(`comes within ${STOP_MAX_MS} ms of ${signal}, whatever is under way`, async () => {
      const tcp = await tcpStranger((socket) => socket.resume());
      const udp = await udpStranger(() => undefined);
      const probe = await start({
        listen,
        stay: true,
        dial: [
          { lane: 't', transport: 'tcp', address: '127.0.0.1', port: tcp },
          { lane: 'u', transport: 'udp', address: '127.0.0.1', port: udp },
          {
            lane: 'r',
            transport: 'tcp',
            address: '127.0.0.1',
            port: await freePort('tcp'),
            redialForMs: 2000,
          },
        ],
      });
      const { listeners } = await probe.event('ready');
      const at = performance.now();
      probe.child.kill(signal);
      await probe.ended();
      expect((await probe.exit).at - at).toBeLessThan(STOP_MAX_MS);
      expect(await probe.event('done')).toMatchObject({ reason: 'signal' });
      const again = await finish({
        listen: listeners.map(({ id, transport, address, port }) => ({ id, transport, address, port })),
      });
      expect((await again.event('ready')).listeners.filter(({ error }) => error)).toEqual([]);
    });
  }

  it('comes with the end of its standard input where it is tied to that, and not before', async () => {
    const probe = await start({ stay: true, listen }, { more: ['--ends-with-stdin'] });
    await probe.event('ready');
    probe.child.stdin?.write('x'.repeat(200_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(probe.child.exitCode).toBeNull();
    const at = performance.now();
    probe.child.stdin?.end();
    await probe.ended();
    expect((await probe.exit).at - at).toBeLessThan(STOP_MAX_MS);
    expect(await probe.event('done')).toMatchObject({ reason: 'signal' });
  });

  it('comes when nobody reads its output any more', async () => {
    const probe = await start({ stay: true, listen });
    const port = await probe.port('udp');
    probe.child.stdout?.destroy();
    // It can notice only when it has something to say.
    const request = signed('request', '0123456789abcdef'.repeat(2));
    while (probe.child.exitCode === null && probe.child.signalCode === null) await ask(port, [request], 50);
    await probe.endedWell();
  });

  itUnless(notLinux)('comes with the lifetime although its output is full and nobody reads on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-conformance-'));
    cleanup(() => rmSync(folder, { recursive: true }));
    const fifo = join(folder, 'full');
    execFileSync('mkfifo', [fifo]);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    cleanup(() => closeSync(reader));
    const pipe = openSync(fifo, constants.O_WRONLY);
    cleanup(() => closeSync(pipe));
    // Some 700 bytes a dial, both witnesses together: more than a pipe's 64 KiB (pipe(7)), and a spec shorter than the
    // 32,767 characters a Windows command line may have (CreateProcessW).
    const port = await freePort('tcp');
    const own = { id: 'own '.padEnd(120, 'x'), transport: 'tcp' as const, address: '127.0.0.1', port };
    const dial = Array.from({ length: 110 }, (_, i) => ({
      lane: `${i} `.padEnd(100, 'x'),
      transport: 'tcp' as const,
      address: '127.0.0.1',
      port,
    }));
    const begun = performance.now();
    const probe = await start({ stay: true, lifetimeMs: 1500, listen: [own], dial }, { stdout: pipe });
    const { at } = await probe.endedWell();
    expect(at - begun).toBeGreaterThanOrEqual(1500);
    expect(at - begun).toBeLessThan(1500 + STOP_MAX_MS + 1500);
  });

  itUnless(whereWine('does not tell a Windows program of a parent that is none'))(
    'comes when its parent is killed',
    async () => {
      const { parent, probePid, gone } = await parentOf({ stay: true, listen });
      parent.kill('SIGKILL');
      await gone(3000);
      expect(() => process.kill(probePid, 0)).toThrow('ESRCH');
    },
  );
});

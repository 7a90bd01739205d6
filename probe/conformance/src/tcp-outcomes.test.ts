import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { DIAL_BUDGET, type DialedEvent, type DialSpec } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { finish, start } from './driver.ts';
import { itUnless, notLinux, whereWine } from './skip.ts';
import { freePort, onRequest, replyTo, signed, tcpStranger } from './strangers.ts';

async function dial(port: number, more: Partial<DialSpec> = {}): Promise<DialedEvent> {
  const spec: DialSpec = { lane: 'x', transport: 'tcp', address: '127.0.0.1', port, ...more };
  const probe = await finish({ dial: [spec] });
  expect(probe.all('dialed')).toHaveLength(1);
  return probe.event('dialed');
}

const sentOne = { sent: 1, answered: 0, tries: 1, firstSuccessMs: null };

describe('TCP outcomes', () => {
  it('an accept without an answer is timed-out in the echo phase, never reachable', async () => {
    const dialed = await dial(await tcpStranger((socket) => socket.resume()));
    expect(dialed).toMatchObject({ outcome: 'timed-out', phase: 'echo', ...sentOne });
    expect(dialed.elapsedMs).toBeGreaterThanOrEqual(DIAL_BUDGET.tcpEchoMs - 20);
    expect(dialed.elapsedMs).toBeLessThan(DIAL_BUDGET.tcpEchoMs + DIAL_BUDGET.tcpConnectMs);
  });

  it('is awaited as long as the spec has patience for', async () => {
    const port = await tcpStranger((socket) => socket.resume());
    const dialed = await dial(port, { patienceMs: 1600 });
    expect(dialed).toMatchObject({ outcome: 'timed-out', phase: 'echo', ...sentOne });
    expect(dialed.elapsedMs).toBeGreaterThanOrEqual(1580);
    expect(dialed.elapsedMs).toBeLessThan(1600 + DIAL_BUDGET.tcpEchoMs);
  });

  it.each<[string, (request: Buffer) => string]>([
    ['garbage', () => 'SSH-2.0-OpenSSH_9.2p1\r\n'],
    ['garbage as long as a reply', () => 'x'.repeat(103)],
    ['one wrong byte and silence', () => 'x'],
    ['much', () => 'HTTP/1.1 400 Bad Request\r\n\r\n'.repeat(100)],
    ['the request itself', (request) => request.toString('latin1')],
    [
      'the request under the name of a reply',
      (request) => request.toString('latin1').replace('HNQ1', 'HNR1'),
    ],
    ['an authentic reply to another request', () => signed('reply', '0'.repeat(32))],
    [
      "a reply signed by another run's token",
      (request) => signed('reply', request.toString('latin1').slice(5, 37), '77'.repeat(32)),
    ],
  ])('what answers %s is the wrong listener', async (_what, answer) => {
    const port = await tcpStranger(onRequest((socket, request) => socket.write(answer(request))));
    expect(await dial(port)).toMatchObject({ outcome: 'wrong-listener', phase: 'echo', ...sentOne });
  });

  it('what speaks first is the wrong listener', async () => {
    const port = await tcpStranger((socket) => socket.resume().write('220 mail.example ESMTP\r\n'));
    expect(await dial(port)).toMatchObject({ outcome: 'wrong-listener', ...sentOne });
  });

  it('what says a wrong word and closes is the wrong listener, not closed', async () => {
    const port = await tcpStranger(onRequest((socket) => socket.end('no\n')));
    expect(await dial(port)).toMatchObject({ outcome: 'wrong-listener', ...sentOne });
  });

  it('an accept that ends without an answer is closed', async () => {
    const port = await tcpStranger(onRequest((socket) => socket.end()));
    expect(await dial(port)).toMatchObject({ outcome: 'closed', phase: 'echo', errno: null, ...sentOne });
  });

  it('a reply cut in the middle is closed, not the wrong listener', async () => {
    const port = await tcpStranger(onRequest((socket, request) => socket.end(replyTo(request).slice(0, 50))));
    expect(await dial(port)).toMatchObject({ outcome: 'closed', ...sentOne });
  });

  const reset = { outcome: 'reset', phase: 'echo', errno: 'ECONNRESET', ...sentOne };

  it('a reset while the answer is waited for is reset', async () => {
    const port = await tcpStranger(
      onRequest((socket) => void setTimeout(() => socket.resetAndDestroy(), 100)),
    );
    expect(await dial(port)).toMatchObject(reset);
  });

  itUnless(whereWine('tells a reset that came before the read as an end of the stream'))(
    'a reset before the answer is waited for is reset',
    async () => {
      const port = await tcpStranger(onRequest((socket) => socket.resetAndDestroy()));
      expect(await dial(port)).toMatchObject(reset);
    },
  );

  it('a port nobody listens on is refused', async () => {
    const dialed = await dial(await freePort('tcp'));
    expect(dialed).toMatchObject({ outcome: 'refused', phase: 'connect', errno: 'ECONNREFUSED', sent: 0 });
    expect(dialed.nonces).toEqual([]);
  });

  it('a probe of another run does not verify, and closes: closed', async () => {
    const listen = [{ id: 'l', transport: 'tcp' as const, address: '127.0.0.1', port: 0 }];
    const other = await start({ token: '77'.repeat(32), stay: true, listen });
    expect(await dial(await other.port('l'))).toMatchObject({
      outcome: 'closed',
      phase: 'echo',
      errno: null,
    });
    expect(other.all('received')).toEqual([]);
  });

  it('a reply in pieces is a reply', async () => {
    const port = await tcpStranger(
      onRequest((socket, request) => {
        const reply = replyTo(request);
        socket.write(reply.slice(0, 40), () => setTimeout(() => socket.end(reply.slice(40)), 100));
      }),
    );
    const dialed = await dial(port);
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'close', errno: null, answered: 1 });
    expect(dialed.elapsedMs).toBeGreaterThan(90);
  });

  it('a verified echo stays reachable when the close hangs, and the evidence says so', async () => {
    const port = await tcpStranger(onRequest((socket, request) => socket.write(replyTo(request))));
    const dialed = await dial(port);
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'close', errno: 'ETIMEDOUT', answered: 1 });
    expect(dialed.elapsedMs).toBeLessThan(DIAL_BUDGET.tcpCloseMs);
    expect(dialed.at - (dialed.firstSuccessMs ?? 0)).toBeGreaterThanOrEqual(DIAL_BUDGET.tcpCloseMs - 20);
  });

  it('a verified echo stays reachable when it is reset afterwards', async () => {
    const port = await tcpStranger(
      onRequest((socket, request) => {
        socket.write(replyTo(request), () => setTimeout(() => socket.resetAndDestroy(), 50));
      }),
    );
    expect(await dial(port)).toMatchObject({ outcome: 'reachable', phase: 'close', errno: 'ECONNRESET' });
  });

  it('an answer after the deadline is too late', async () => {
    const late = DIAL_BUDGET.tcpEchoMs + 200;
    const port = await tcpStranger(
      onRequest((socket, request) => void setTimeout(() => socket.write(replyTo(request)), late)),
    );
    expect(await dial(port)).toMatchObject({ outcome: 'timed-out', phase: 'echo', ...sentOne });
  });

  it('a name that does not resolve is resolve-failed, with no address', async () => {
    // .invalid never resolves (RFC 6761 §6.4).
    const probe = await finish({
      dial: [{ lane: 'x', transport: 'tcp', address: 'nowhere.invalid', port: 9 }],
    });
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({
      outcome: 'resolve-failed',
      phase: 'resolve',
      address: null,
      of: 1,
      sent: 0,
    });
    expect(dialed.errno).toMatch(/^E[A-Z_]+$/);
  });

  itUnless(notLinux)('a listener that accepts late, within the deadline, is reachable', async () => {
    const listen = [{ id: 'l', transport: 'tcp' as const, address: '127.0.0.1', port: 0 }];
    const slow = await start({ stay: true, listen });
    const port = await slow.port('l');
    slow.child.kill('SIGSTOP');
    const probe = await start({ dial: [{ lane: 'x', transport: 'tcp', address: '127.0.0.1', port }] });
    await probe.event('ready');
    setTimeout(() => slow.child.kill('SIGCONT'), 250);
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({ outcome: 'reachable', sent: 1, answered: 1 });
    expect(dialed.elapsedMs).toBeGreaterThan(100);
  });

  itUnless(notLinux)('a handshake that is never answered is timed-out in the connect phase', async () => {
    const code = `require('net').createServer().listen({host:'127.0.0.1',port:0,backlog:1},function(){
      require('fs').writeSync(1,String(this.address().port)); process.kill(process.pid,'SIGSTOP') })`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    cleanup(() => child.kill('SIGKILL'));
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(text);
    // Fill the accept queue: once it is full, Linux drops the handshake's last step and new SYNs.
    for (let full = false, i = 0; !full && i < 16; i += 1) {
      const filler = connect(port, '127.0.0.1').on('error', () => undefined);
      cleanup(() => filler.destroy());
      full = await Promise.race([
        once(filler, 'connect').then(() => false),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 500)),
      ]);
    }
    const dialed = await dial(port);
    expect(dialed).toMatchObject({ outcome: 'timed-out', phase: 'connect', sent: 0 });
    expect(dialed.elapsedMs).toBeGreaterThanOrEqual(DIAL_BUDGET.tcpConnectMs - 20);
  });
});

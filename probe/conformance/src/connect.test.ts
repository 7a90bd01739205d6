import type { DialedEvent, DialSpec } from '@hostnet/core/protocol';
import { finish, start } from './driver.ts';
import { freePort, tcpStranger } from './strangers.ts';

async function dial(port: number, more: Partial<DialSpec> = {}): Promise<DialedEvent> {
  const spec: DialSpec = {
    lane: 'x',
    transport: 'tcp',
    address: '127.0.0.1',
    port,
    until: 'connect',
    ...more,
  };
  const probe = await finish({ dial: [spec] });
  expect(probe.all('dialed')).toHaveLength(1);
  return probe.event('dialed');
}

const nothingSent = { nonces: [], sent: 0, answered: 0, lastSent: 0, lastAnswered: 0 };

describe('a dial until connect', () => {
  it("finds a stranger's port open, sends nothing and closes at once", async () => {
    let heard = '';
    let close: (how: string) => void = () => undefined;
    const closed = new Promise<string>((resolve) => (close = resolve));
    const port = await tcpStranger((socket) => {
      socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
      socket.on('end', () => close('end'));
      socket.on('error', (error) => close(error.message));
    });
    const dialed = await dial(port);
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'connect', errno: null, tries: 1 });
    expect(dialed).toMatchObject(nothingSent);
    expect(dialed.local?.address).toBe('127.0.0.1');
    expect(dialed.firstSuccessMs).toBeGreaterThanOrEqual(dialed.elapsedMs);
    expect([await closed, heard]).toEqual(['end', '']);
  });

  it('does not wait for a stranger that keeps the connection open', async () => {
    const dialed = await dial(await tcpStranger((socket) => socket.write('220 mail.example ESMTP\r\n')));
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'connect', ...nothingSent });
  });

  it('is no witness: the listener of a probe tells nothing of it', async () => {
    const listen = [{ id: 'l', transport: 'tcp' as const, address: '127.0.0.1', port: 0 }];
    const listener = await start({ stay: true, listen });
    const port = await listener.port('l');
    expect(await dial(port)).toMatchObject({ outcome: 'reachable', phase: 'connect' });
    expect(await dial(port, { until: 'echo' })).toMatchObject({
      outcome: 'reachable',
      phase: 'close',
      sent: 1,
    });
    await listener.event('received');
    expect(listener.all('received')).toHaveLength(1);
  });

  it('is refused where nobody listens, and dialled again when that is asked for', async () => {
    const port = await freePort('tcp');
    const once = await dial(port);
    expect(once).toMatchObject({ outcome: 'refused', phase: 'connect', errno: 'ECONNREFUSED', tries: 1 });
    expect(once).toMatchObject({ ...nothingSent, firstSuccessMs: null });
    const again = await dial(port, { redialForMs: 300 });
    expect(again).toMatchObject({ outcome: 'refused', ...nothingSent });
    expect(again.tries).toBeGreaterThan(1);
  });

  it('keeps the connection as long as it was told to, and drops what comes', async () => {
    let heard = '';
    const port = await tcpStranger((socket) => {
      socket.write('220 mail.example ESMTP\r\n'.repeat(5000));
      socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
    });
    const dialed = await dial(port, { holdMs: 400 });
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'connect', errno: null, ...nothingSent });
    expect(dialed.elapsedMs).toBeGreaterThanOrEqual(390);
    expect(dialed.elapsedMs).toBeLessThan(1000 + 400);
    expect(heard).toBe('');
  });

  it('sees the peer hang up while it keeps the connection', async () => {
    const hangsUp = await dial(await tcpStranger((socket) => socket.end()), { holdMs: 1000 });
    expect(hangsUp).toMatchObject({ outcome: 'closed', phase: 'connect', errno: null, ...nothingSent });
    expect(hangsUp.firstSuccessMs).toBeNull();
    expect(hangsUp.elapsedMs).toBeLessThan(900);
  });

  it('takes for an answer that the peer says something before it hangs up', async () => {
    const port = await tcpStranger((socket) => void socket.end('bye\r\n'));
    const dialed = await dial(port, { holdMs: 1000 });
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'connect', errno: null, ...nothingSent });
    expect(dialed.elapsedMs).toBeLessThan(900);
  });

  it('sees the peer cut it while it keeps the connection', async () => {
    const port = await tcpStranger((socket) => setTimeout(() => socket.resetAndDestroy(), 100));
    expect(await dial(port, { holdMs: 1000 })).toMatchObject({
      outcome: 'reset',
      phase: 'connect',
      errno: 'ECONNRESET',
      ...nothingSent,
    });
  });

  it('dials again where a forwarder that accepts for nobody hangs up at once', async () => {
    let n = 0;
    const port = await tcpStranger((socket) => {
      n += 1;
      if (n < 3) socket.end();
      else socket.resume();
    });
    const dialed = await dial(port, { holdMs: 200, redialForMs: 2000 });
    expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'connect', tries: 3 });
  });
});

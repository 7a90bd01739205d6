import { DIAL_BUDGET } from '@hostnet/core/protocol';
import { finish, start } from './driver.ts';
import { freePort, onRequest, replyTo, tcpStranger, udpStranger } from './strangers.ts';

const address = '127.0.0.1';

describe('a lane is dialled again', () => {
  it.each(['tcp', 'udp'] as const)('over %s while it is refused, until its time is up', async (transport) => {
    const port = await freePort(transport);
    const probe = await finish({ dial: [{ lane: 'x', transport, address, port, redialForMs: 1000 }] });
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({ outcome: 'refused', firstSuccessMs: null });
    expect(dialed.tries).toBeGreaterThan(3);
    expect(dialed.tries).toBeLessThanOrEqual(1000 / DIAL_BUDGET.redialEveryMs + 1);
    expect(dialed.at).toBeLessThan(1000 + DIAL_BUDGET.udpTotalMs);
  });

  it.each(['tcp', 'udp'] as const)(
    'over %s until a late listener is there, and the time is told',
    async (transport) => {
      const port = await freePort(transport);
      const probe = await start({ dial: [{ lane: 'x', transport, address, port, redialForMs: 2000 }] });
      await probe.event('ready');
      // Late enough for a try to be refused also where a refusal is told by the second datagram only, as wine does.
      await new Promise((late) => setTimeout(late, 400));
      if (transport === 'tcp')
        await tcpStranger(
          onRequest((socket, request) => socket.end(replyTo(request))),
          port,
        );
      else await udpStranger((data, reply) => reply(replyTo(data)), port);
      const dialed = await probe.event('dialed');
      expect(dialed).toMatchObject({ outcome: 'reachable', errno: null });
      expect(dialed.tries).toBeGreaterThan(1);
      // Loss is counted without the requests of the tries that were refused.
      expect(dialed.lastAnswered).toBe(dialed.answered);
      if (transport === 'udp') expect(dialed.lastSent).toBeLessThan(dialed.sent);
      expect(dialed.firstSuccessMs).toBeGreaterThan(DIAL_BUDGET.redialEveryMs);
      expect(dialed.elapsedMs).toBeLessThan(dialed.firstSuccessMs ?? 0);
    },
  );

  it('while a forwarder accepts and closes, and all tries are in the evidence', async () => {
    let n = 0;
    const port = await tcpStranger((socket) => {
      n += 1;
      const good = n === 3;
      socket.once('data', (data: Buffer) => (good ? socket.end(replyTo(data)) : socket.end()));
    });
    const probe = await finish({ dial: [{ lane: 'x', transport: 'tcp', address, port, redialForMs: 2000 }] });
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({
      outcome: 'reachable',
      tries: 3,
      sent: 3,
      answered: 1,
      lastSent: 1,
      lastAnswered: 1,
    });
    expect(new Set(dialed.nonces).size).toBe(3);
  });

  it('not when it is silent', async () => {
    const port = await udpStranger(() => undefined);
    const probe = await finish({ dial: [{ lane: 'x', transport: 'udp', address, port, redialForMs: 2000 }] });
    expect(await probe.event('dialed')).toMatchObject({ outcome: 'timed-out', tries: 1, sent: 3 });
  });

  it('not unless it is asked for', async () => {
    const port = await freePort('tcp');
    const probe = await finish({ dial: [{ lane: 'x', transport: 'tcp', address, port }] });
    expect(await probe.event('dialed')).toMatchObject({ outcome: 'refused', tries: 1 });
  });

  it('and what was found so far is told when the lifetime cuts it short', async () => {
    const port = await freePort('tcp');
    const dial = [{ lane: 'x', transport: 'tcp' as const, address, port, redialForMs: 2000 }];
    const probe = await finish({ dial, lifetimeMs: 600 });
    expect(await probe.event('dialed')).toMatchObject({ outcome: 'refused', errno: 'ECONNREFUSED' });
    expect(await probe.event('done')).toMatchObject({ reason: 'lifetime' });
  });
});

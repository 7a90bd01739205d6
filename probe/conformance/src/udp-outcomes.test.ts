import { DIAL_BUDGET, type DialedEvent } from '@hostnet/core/protocol';
import { finish, start } from './driver.ts';
import { underNode } from './command.ts';
import { itUnless, noIpv6, notLinux, whereWine } from './skip.ts';
import { freePort, replyTo, signed, udpStranger } from './strangers.ts';

async function dial(port: number): Promise<DialedEvent> {
  const probe = await finish({ dial: [{ lane: 'x', transport: 'udp', address: '127.0.0.1', port }] });
  expect(probe.all('dialed')).toHaveLength(1);
  return probe.event('dialed');
}

const listen = [{ id: 'l', transport: 'udp' as const, address: '127.0.0.1', port: 0 }];
const silent = { sent: 3, answered: 0, tries: 1, errno: null, firstSuccessMs: null };

function withinBudget(dialed: DialedEvent): void {
  expect(dialed.elapsedMs).toBeGreaterThanOrEqual(DIAL_BUDGET.udpTotalMs - 20);
  expect(dialed.elapsedMs).toBeLessThan(DIAL_BUDGET.udpTotalMs + 500);
}

describe('UDP outcomes', () => {
  it('a socket that never answers is timed-out, after three requests and one second', async () => {
    const requests: Buffer[] = [];
    const dialed = await dial(await udpStranger((data) => requests.push(data)));
    expect(dialed).toMatchObject({ outcome: 'timed-out', phase: 'echo', ...silent });
    withinBudget(dialed);
    expect(new Set(dialed.nonces).size).toBe(3);
    expect(requests.map(String)).toEqual(dialed.nonces.map((nonce) => signed('request', nonce)));
  });

  it('a port nobody listens on is refused at once', async () => {
    const dialed = await dial(await freePort('udp'));
    expect(dialed).toMatchObject({ outcome: 'refused', answered: 0, firstSuccessMs: null });
    expect(dialed.elapsedMs).toBeLessThan(DIAL_BUDGET.udpTotalMs);
  });

  it('a probe of another run stays silent: timed-out', async () => {
    const other = await start({ token: '77'.repeat(32), stay: true, listen });
    expect(await dial(await other.port('l'))).toMatchObject({ outcome: 'timed-out', ...silent });
    expect(other.all('received')).toEqual([]);
  });

  it.each<[string, (request: Buffer) => string]>([
    ['the request verbatim', (request) => request.toString('latin1')],
    [
      'the request under the name of a reply',
      (request) => request.toString('latin1').replace('HNQ1', 'HNR1'),
    ],
    ['garbage', () => 'hello'],
    ['nothing but a length', () => ''],
    ['an old reply again', () => signed('reply', '0'.repeat(32))],
    [
      "a reply signed by another run's token",
      (request) => signed('reply', request.toString('latin1').slice(5, 37), '77'.repeat(32)),
    ],
    ['a reply with a byte too many', (request) => `${replyTo(request)}\n`],
  ])('what answers %s is the wrong listener', async (_what, answer) => {
    const port = await udpStranger((data, reply) => reply(answer(data)));
    const dialed = await dial(port);
    expect(dialed).toMatchObject({ outcome: 'wrong-listener', ...silent });
    withinBudget(dialed);
  });

  it('garbage first and an authentic reply later is reachable', async () => {
    const port = await udpStranger((data, reply, n) => reply(n === 1 ? 'hello' : replyTo(data)));
    expect(await dial(port)).toMatchObject({ outcome: 'reachable', sent: 2, answered: 1 });
  });

  it.each([
    [1, { sent: 1, answered: 1 }, 0],
    [2, { sent: 2, answered: 1 }, 100],
    [3, { sent: 3, answered: 1 }, 300],
  ])(
    'an answer to request %i alone is reachable, and the loss is counted',
    async (which, counts, atLeastMs) => {
      const port = await udpStranger((data, reply, n) => {
        if (n === which) reply(replyTo(data));
      });
      const dialed = await dial(port);
      expect(dialed).toMatchObject({ outcome: 'reachable', phase: 'echo', errno: null, tries: 1, ...counts });
      expect(dialed.elapsedMs).toBeGreaterThanOrEqual(Math.max(0, atLeastMs - 20));
      expect(dialed.elapsedMs).toBeLessThan(atLeastMs + 500);
      expect(dialed.nonces).toHaveLength(counts.sent);
    },
  );

  it('late replies to all three are all counted, each once', async () => {
    const held: string[] = [];
    const port = await udpStranger((data, reply, n) => {
      held.push(replyTo(data));
      if (n === 3) for (const text of [...held, ...held]) reply(text);
    });
    expect(await dial(port)).toMatchObject({ outcome: 'reachable', sent: 3, answered: 3 });
  });

  it('a reply that comes half a second after a later one’s is late, not lost', async () => {
    let nth = 0;
    const port = await udpStranger(
      (data, reply) => void setTimeout(() => reply(replyTo(data)), nth++ === 0 ? 600 : 0),
    );
    const probe = await finish({ dial: [{ lane: 'x', transport: 'udp', address: '127.0.0.1', port }] });
    expect(probe.all('dialed')[0]).toMatchObject({ outcome: 'reachable', sent: 2, answered: 2 });
  });

  it('a reply that takes 150 ms ends the sending, and the other is waited for', async () => {
    const port = await udpStranger((data, reply) => void setTimeout(() => reply(replyTo(data)), 150));
    expect(await dial(port)).toMatchObject({ outcome: 'reachable', sent: 2, answered: 2 });
  });

  itUnless(notLinux)('a listener that wakes late is reachable, with all it still answers', async () => {
    const slow = await start({ stay: true, listen });
    const port = await slow.port('l');
    slow.child.kill('SIGSTOP');
    const probe = await start({ dial: [{ lane: 'x', transport: 'udp', address: '127.0.0.1', port }] });
    await probe.event('ready');
    setTimeout(() => slow.child.kill('SIGCONT'), 400);
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({ outcome: 'reachable', sent: 3, answered: 3 });
    // Every datagram is told, also the ones that were not needed any more.
    for (const nonce of dialed.nonces) await slow.event('received', (event) => event.nonce === nonce);
  });

  itUnless(notLinux)('a broadcast address without leave to broadcast is permission-denied', async () => {
    const probe = await finish({
      dial: [{ lane: 'x', transport: 'udp', address: '127.255.255.255', port: 9 }],
    });
    expect(await probe.event('dialed')).toMatchObject({ outcome: 'permission-denied', errno: 'EACCES' });
  });

  for (const [spread, address, where] of [
    ['multicast', '239.255.77.78', { multicastInterface: '127.0.0.1' }],
    ['broadcast', '127.255.255.255', {}],
  ] as const) {
    const what = `a ${spread} that nobody answers is timed-out after three requests and 400 ms`;
    itUnless(notLinux)(what, async () => {
      const port = await freePort('udp');
      const probe = await finish({
        dial: [{ lane: 'x', transport: 'udp', address, port, spread, ...where }],
      });
      const dialed = await probe.event('dialed');
      expect(dialed).toMatchObject({ outcome: 'timed-out', phase: 'echo', ...silent });
      expect(dialed.elapsedMs).toBeGreaterThanOrEqual(DIAL_BUDGET.spreadTotalMs - 20);
      expect(dialed.elapsedMs).toBeLessThan(DIAL_BUDGET.udpTotalMs);
    });
  }

  itUnless(notLinux)('multicast over the loopback interface reaches a member of the group', async () => {
    const group = { multicastGroup: '239.255.77.77', multicastInterface: '127.0.0.1' };
    const member = await start({
      stay: true,
      listen: [{ id: 'm', transport: 'udp', address: '0.0.0.0', port: 0, ...group }],
    });
    const port = await member.port('m');
    const { multicastGroup: address, multicastInterface } = group;
    const probe = await finish({
      dial: [{ lane: 'x', transport: 'udp', address, port, spread: 'multicast', multicastInterface }],
    });
    const dialed = await probe.event('dialed');
    expect(dialed).toMatchObject({ outcome: 'reachable', address });
    await member.event('received', ({ nonce }) => dialed.nonces.includes(nonce));
  });

  itUnless(notLinux)(
    'a broadcast over the loopback interface reaches who listens on any address',
    async () => {
      const any = await start({
        stay: true,
        listen: [{ id: 'b', transport: 'udp', address: '0.0.0.0', port: 0 }],
      });
      const port = await any.port('b');
      const probe = await finish({
        dial: [{ lane: 'x', transport: 'udp', address: '127.255.255.255', port, spread: 'broadcast' }],
      });
      const dialed = await probe.event('dialed');
      expect(dialed).toMatchObject({ outcome: 'reachable', address: '127.255.255.255' });
      await any.event('received', ({ nonce }) => dialed.nonces.includes(nonce));
    },
  );

  // 127.0.0.2 is this machine's too, and the routes would answer from 127.0.0.1.
  const node = underNode ? 'node:dgram does not tell which address a datagram was sent to' : null;
  for (const address of ['0.0.0.0', '::']) {
    itUnless(
      notLinux ??
        whereWine('answers from where the routes say') ??
        node ??
        (address === '::' ? noIpv6 : null),
    )(`a listener on ${address} answers from the address that was asked`, async () => {
      const any = await start({ stay: true, listen: [{ id: 'l', transport: 'udp', address, port: 0 }] });
      const port = await any.port('l');
      const probe = await finish({ dial: [{ lane: 'x', transport: 'udp', address: '127.0.0.2', port }] });
      expect(await probe.event('dialed')).toMatchObject({ outcome: 'reachable', address: '127.0.0.2' });
    });
  }
});

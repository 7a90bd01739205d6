import type { SessionSpec } from '@hostnet/core/protocol';
import { finish } from './driver.ts';
import { Server, SERVER_ADDRESS, SERVER_NAMES } from './suffering.ts';
import { tcpStranger } from './strangers.ts';

/** How often each look is repeated: a reset is a race that the server may win once. */
const TIMES = 4;

const dialOf = (port: number, address: string, holdMs?: number): Partial<SessionSpec> => ({
  dial: [
    {
      lane: 'x',
      transport: 'tcp',
      address,
      port,
      until: 'connect',
      ...(holdMs === undefined ? {} : { holdMs }),
    },
  ],
});

const LOOKS: Readonly<Record<string, (port: number, address: string) => Partial<SessionSpec>>> = {
  'H1: a sweep': (port, address) => ({
    sweep: [{ id: 's', transport: 'tcp', address, from: port, to: port, waitMs: 500 }],
  }),
  'H2: a dial until connect': (port, address) => dialOf(port, address),
  'H2: a dial that is held': (port, address) => dialOf(port, address, 120),
};

describe.each(Object.entries(LOOKS))('%s', (_name, look) => {
  it.each(SERVER_NAMES)('P14: resets nobody: %s', async (name) => {
    const server = new Server(name);
    const port = await server.port;
    for (let time = 0; time < TIMES; time += 1) {
      const probe = await finish(look(port, SERVER_ADDRESS));
      const open = probe.all('swept').flatMap((line) => line.open);
      const reached = probe.all('dialed').filter(({ outcome }) => ['reachable', 'closed'].includes(outcome));
      expect([...open, ...reached.map((event) => event.port)]).toEqual([port]);
    }
    expect(await server.over(TIMES)).toEqual({ opened: TIMES, closed: TIMES, errors: [], alive: true });
  });
});

describe('a peer that never ends', () => {
  it.each(Object.entries(LOOKS))('holds up %s for a moment only', async (_name, look) => {
    let end = '';
    const port = await tcpStranger((socket) => {
      socket.on('end', () => (end = 'end')).on('error', (error) => (end = error.message));
      socket.resume();
    });
    const probe = await finish(look(port, '127.0.0.1'));
    expect(end).toBe('end');
    const done = await probe.event('done');
    expect(done.at).toBeLessThan(5000);
  });
});

import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { FactsEvent } from '@hostnet/core/protocol';
import { cleanup } from './cleanup.ts';
import { underWine } from './command.ts';
import { finish, start, type Probe } from './driver.ts';
import { itUnless, notLinux, whereWine } from './skip.ts';
import { tcpStranger } from './strangers.ts';

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  cleanup(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/**
 * Opens a listener. `got` are the far ports of all that came to it: anybody on this machine may try its ports meanwhile, as
 * a probe's sweep does, and such a connection is seen with every right.
 */
async function listener(): Promise<{ readonly port: number; readonly got: number[] }> {
  const got: number[] = [];
  const port = await tcpStranger((socket) => void got.push(socket.remotePort ?? 0));
  return { port, got };
}

type Arrivals = Extract<FactsEvent, { kind: 'arrivals' }>;

/** Waits for the end of a probe and returns its one line of facts, which must be of arrivals. */
async function told(probe: Probe): Promise<Arrivals> {
  await probe.ended();
  const all = probe.all('facts');
  expect(all).toMatchObject([{ kind: 'arrivals' }]);
  return all[0] as Arrivals;
}

const blind = notLinux ?? whereWine('programs see no /proc of their own');

describe('arrivals', () => {
  itUnless(blind)('tells of a new connection at once, from the side of the listener', async () => {
    const { port, got } = await listener();
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 5000 }] });
    await probe.event('ready');
    await dial(port);
    const { seen, at, port: of } = await told(probe);
    expect(of).toBe(port);
    expect(seen).toMatchObject({ local: { address: '127.0.0.1', port }, remote: { address: '127.0.0.1' } });
    expect(got).toContain(seen?.remote.port);
    expect(at).toBeLessThan(4000);
  });

  itUnless(blind)('does not count what was there before it was ready', async () => {
    const { port, got } = await listener();
    const { localPort } = await dial(port);
    const { seen } = await told(await start({ inspect: [{ kind: 'arrivals', port, forMs: 300 }] }));
    expect(got).toContain(localPort);
    expect(seen?.remote.port).not.toBe(localPort);
    if (seen) expect(got).toContain(seen.remote.port);
  });

  itUnless(blind)('sees one that its peer ended again, which the listener has not', async () => {
    const { port, got } = await listener();
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 5000 }] });
    await probe.event('ready');
    (await dial(port)).end();
    const { seen } = await told(probe);
    expect(got).toContain(seen?.remote.port);
  });

  itUnless(blind)('does not take a connection to another port for one to its own', async () => {
    const [{ port, got }, other] = [await listener(), await listener()];
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 400 }] });
    await probe.event('ready');
    const { localPort } = await dial(other.port);
    const { seen } = await told(probe);
    expect(seen?.remote.port).not.toBe(localPort);
    if (seen) expect(got).toContain(seen.remote.port);
  });

  itUnless(blind)('may wait longer than other inspections, as long as it was told to', async () => {
    const { port, got } = await listener();
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 3000 }] });
    await probe.event('ready');
    await new Promise((later) => setTimeout(later, 1400));
    await dial(port);
    const { seen } = await told(probe);
    expect(got).toContain(seen?.remote.port);
  });

  itUnless(process.platform === 'linux' && !underWine ? 'Linux can watch' : null)(
    'says why it cannot watch here',
    async () => {
      const probe = await finish({ inspect: [{ kind: 'arrivals', port: 80, forMs: 100 }] });
      expect(probe.all('facts')).toMatchObject([
        { kind: 'failed', inspection: 'arrivals 80', reason: expect.stringMatching(/Linux/) as string },
      ]);
    },
  );
});

import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { cleanup } from './cleanup.ts';
import { underWine } from './command.ts';
import { finish, start } from './driver.ts';
import { itUnless, notLinux, whereWine } from './skip.ts';
import { tcpStranger } from './strangers.ts';

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  cleanup(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const blind = notLinux ?? whereWine('programs see no /proc of their own');

describe('arrivals', () => {
  itUnless(blind)('tells of a new connection at once, from the side of the listener', async () => {
    const port = await tcpStranger(() => undefined);
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 5000 }] });
    await probe.event('ready');
    const { localPort } = await dial(port);
    await probe.ended();
    const [facts] = probe.all('facts');
    expect(facts).toMatchObject({
      ...{ kind: 'arrivals', port },
      seen: {
        local: { address: '127.0.0.1', port },
        remote: { address: '127.0.0.1', port: localPort },
      },
    });
    expect(facts?.at).toBeLessThan(4000);
  });

  itUnless(blind)('does not count what was there before it was ready', async () => {
    const port = await tcpStranger(() => undefined);
    await dial(port);
    const probe = await finish({ inspect: [{ kind: 'arrivals', port, forMs: 300 }] });
    expect(probe.all('facts')).toMatchObject([{ kind: 'arrivals', port, seen: null }]);
  });

  itUnless(blind)('sees one that its peer ended again, which the listener has not', async () => {
    const port = await tcpStranger(() => undefined);
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 5000 }] });
    await probe.event('ready');
    (await dial(port)).end();
    await probe.ended();
    expect(probe.all('facts')).toMatchObject([{ kind: 'arrivals', seen: { local: { port } } }]);
  });

  itUnless(blind)('does not take a connection to another port for one to its own', async () => {
    const [port, other] = [await tcpStranger(() => undefined), await tcpStranger(() => undefined)];
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 400 }] });
    await probe.event('ready');
    await dial(other);
    await probe.ended();
    expect(probe.all('facts')).toMatchObject([{ kind: 'arrivals', port, seen: null }]);
  });

  itUnless(blind)('may wait longer than other inspections, as long as it was told to', async () => {
    const port = await tcpStranger(() => undefined);
    const probe = await start({ inspect: [{ kind: 'arrivals', port, forMs: 3000 }] });
    await probe.event('ready');
    await new Promise((later) => setTimeout(later, 1400));
    await dial(port);
    await probe.ended();
    const [facts] = probe.all('facts');
    expect(facts).toMatchObject({ kind: 'arrivals', seen: { local: { port } } });
    expect(facts?.at).toBeGreaterThan(1300);
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

import { hostnet } from '../support/hostnet.ts';
import { ownNetwork, type Network } from './network.ts';
import { FRAGILE, RunningServer, type Fragile, type Suffered } from './servers.ts';

const FIRST = 9100;

/** The commands that look at ports without a container, and their arguments for one port. */
const COMMANDS: Readonly<Record<string, (port: number, server: Fragile) => string[]>> = {
  sweep: (port, { transport }) => ['sweep', String(port), ...(transport === 'udp' ? ['--udp'] : [])],
  wait: (port, { transport }) => ['wait', `${port}/${transport ?? 'tcp'}`, '--timeout', '4'],
};

describe('what a look does to fragile servers', () => {
  let network: Network;
  beforeAll(async () => (network = await ownNetwork()));
  afterAll(() => network.end());

  it.each(Object.entries(COMMANDS))(
    'hostnet %s costs none of them an error, nor its life',
    async (_, args) => {
      const running = FRAGILE.map((server, index) => new RunningServer(server, FIRST + index, network));
      try {
        await Promise.all(running.map(({ ready }) => ready));
        const looks = running.map(async ({ server, port }) => {
          const { code } = await hostnet(args(port, server), { network, atMostMs: 60_000 });
          expect([server.name, code]).toEqual([server.name, expect.any(Number)]);
        });
        await Promise.all(looks);
        const rows = running.map((one) => ({ server: one.server, suffered: one.suffered() }));
        process.stdout.write(rows.map(({ server, suffered }) => lineOf(server, suffered)).join(''));
        for (const { server, suffered } of rows) {
          expect({ name: server.name, ...suffered }).toEqual({
            name: server.name,
            clients: suffered.clients,
            errors: [],
            // A one-shot server has served its one client; whoever connects is that client.
            alive: server.oneShot !== true || suffered.clients === 0,
          });
        }
      } finally {
        await Promise.all(running.map((one) => one.end()));
      }
    },
    240_000,
  );
});

function lineOf({ name }: Fragile, { clients, errors, alive }: Suffered): string {
  return `${name.padEnd(32)} ${clients} clients, ${errors.length} errors, ${alive ? 'runs' : 'has ended'}\n`;
}

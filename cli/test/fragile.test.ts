import { readFileSync } from 'node:fs';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { startFixture, type BedFixture } from '@hostnet/standin/bed/testing';
import { hostnet } from './support/hostnet.ts';
import {
  FRAGILE,
  startHere,
  startInContainer,
  Table,
  type Fragile,
  type Running,
} from '@hostnet/standin/bed/testing/fragile';

const FIRST = 9100;
/** Commands at once: each may start a container. */
const AT_ONCE = 3;

/** Commands, their arguments for these servers, and the most connections that one of them may make to a server. */
const COMMANDS: readonly Command[] = [
  // A list connects to nobody, and so ends no earlier client.
  { name: 'ports', lists: true, most: 0, args: () => ['ports'] },
  { name: 'diagnose', lists: true, most: 0, args: () => ['diagnose'] },
  { name: 'port N', lists: false, most: 1, args: (one) => ['port', portOf(one)] },
  { name: 'sweep', lists: false, most: 1, args: (one) => ['sweep', ...sweepOf(one)] },
  // Until it answers, wait tries again.
  { name: 'wait', lists: false, most: Infinity, args: (one) => ['wait', portOf(one), '--timeout', '5'] },
];

interface Command {
  readonly name: string;
  /** One run looks at all servers. */
  readonly lists: boolean;
  readonly most: number;
  args(one: Running): string[];
}

const [naive] = FRAGILE;
const table = new Table(COMMANDS.map(({ name }) => name));

describe('what a look does to fragile servers', () => {
  afterAll(() => {
    process.stdout.write(table.text());
  });

  describe('on this computer’s own network', () => {
    let engine: PrivateEngine;
    beforeAll(async () => {
      engine = await startPrivateEngine();
    }, 180_000);
    afterAll(async () => engine.stop(), 60_000);

    it.each(COMMANDS)(
      'hostnet $name costs none of them an error, its life, or a client',
      async (command) => {
        const running = await Promise.all(
          FRAGILE.map((server, index) => startHere(server, FIRST + index, engine, command.lists)),
        );
        const proxied = { ...naive, name: 'behind docker-proxy' };
        const publish = ['--publish', `${FIRST + 90}:80`];
        running.push(await startInContainer(proxied, FIRST + 90, engine.docker, 'fragile', publish));
        await look(command, running, (args) => hostnet(args, { engine }));
      },
      600_000,
    );
  });

  describe('behind the forwarder of a bed', () => {
    let bed: BedFixture;
    beforeAll(async () => {
      bed = await startFixture('fragile');
      await bed.knobs();
    }, 240_000);
    afterAll(() => bed.down(), 60_000);

    it.each(COMMANDS)(
      'hostnet $name costs it nothing',
      async (command) => {
        const { dockerHost, home, hostAddress } = bed.status;
        const port = 24_000 + (process.pid % 500);
        const env = {
          DOCKER_HOST: dockerHost,
          DOCKER_CONTEXT: '',
          HOSTNET_HELPER_HOME: home,
          HOSTNET_LAN_ADDRESS: hostAddress,
        };
        const server = { ...naive, name: 'behind the bed’s forwarder' };
        const docker = (args: readonly string[]) => bed.docker(...args);
        const one = await startInContainer(server, port, docker, 'fragile', ['--network', 'host']);
        await bed.forwarded(`tcp 127.0.0.1 ${port}`);
        await look(command, [one], (args) => hostnet(args, { env }));
      },
      300_000,
    );
  });

  it('is as docs/ports.md says', () => {
    const docs = readFileSync(new URL('../../docs/ports.md', import.meta.url), 'utf8');
    expect(docs).toContain(table.markdown());
  });
});

/** Runs the command on all of them, notes what each suffered, and expects that to be nothing. Ends them. */
async function look(
  command: Command,
  running: readonly Running[],
  run: (args: string[]) => Promise<{ code: number | null; stdout: string; stderr: string }>,
): Promise<void> {
  try {
    const asked = command.lists ? running.slice(0, 1) : running;
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const ended = await Promise.all(asked.slice(at, at + AT_ONCE).map((one) => run(command.args(one))));
      for (const { code, stdout, stderr } of ended)
        expect([typeof code, stdout, stderr]).toEqual(['number', stdout, stderr]);
    }
    for (const one of running) {
      const { server } = one;
      const suffered = await one.suffered();
      const served = server.oneShot === true && suffered.clients > 0;
      table.note(server.name, command.name, suffered, served);
      expect({ name: server.name, ...suffered }).toEqual({
        name: server.name,
        clients: suffered.clients,
        errors: [],
        earlierEnded: false,
        // A one-shot server has served its one client; whoever connects is that client.
        alive: !served,
      });
      expect(suffered.clients).toBeLessThanOrEqual(mostOf(command, server));
    }
  } finally {
    await Promise.all(running.map((one) => one.end()));
  }
}

/** A UDP server is asked at both loopback addresses and the one of the LAN; over TCP the first that accepts is enough. */
function mostOf({ most }: Command, { transport }: Fragile): number {
  return transport === 'udp' ? most * 3 : most;
}

function portOf({ server, port }: Running): string {
  return `${port}/${server.transport ?? 'tcp'}`;
}

function sweepOf({ server, port }: Running): string[] {
  return [String(port), ...(server.transport === 'udp' ? ['--udp'] : [])];
}

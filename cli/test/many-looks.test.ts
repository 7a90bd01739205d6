import type { PortsReport } from '@hostnet/core/listening';
import { startFixture, type BedFixture } from '@hostnet/standin/bed/testing';
import { contradictions } from './support/contradictions.ts';
import { list, waitFor } from './support/servers.ts';

const IMAGE = 'hostnet/host-networking:latest';
const SOCKETS = 505;
/** `npm run test:looks` looks fifty times. */
const LOOKS = Number(process.env['HOSTNET_LOOKS'] ?? 4);
const FIRST = 12_000;

/** Many small servers in one program. */
const MANY = `
const net = require('node:net');
let left = ${SOCKETS};
process.on('SIGTERM', () => process.exit(0));
for (let n = 0; n < ${SOCKETS}; n++) net.createServer((c) => c.resume()).listen(${FIRST} + n, '0.0.0.0', () => { if (--left === 0) console.log('listening'); });
`;

describe(`${SOCKETS} sockets in host mode`, () => {
  let bed: BedFixture;
  beforeAll(async () => {
    bed = await startFixture('looks');
    await bed.knobs();
    const run = [
      'run',
      '--detach',
      '--name',
      'many',
      '--network',
      'host',
      '--entrypoint',
      '/usr/local/bin/node',
    ];
    const ran = await bed.docker(...run, IMAGE, '-e', MANY);
    if (ran.code !== 0) throw new Error(ran.stderr);
    await waitFor(async () => (await bed.docker('logs', 'many')).stdout.includes('listening'));
  }, 240_000);
  afterAll(() => bed.down(), 60_000);

  it(
    'no look contradicts its own rows, the first one right after they were opened',
    async () => {
      const { dockerHost, home, hostAddress } = bed.status;
      const env = {
        DOCKER_HOST: dockerHost,
        DOCKER_CONTEXT: '',
        HOSTNET_HELPER_HOME: home,
        HOSTNET_LAN_ADDRESS: hostAddress,
      };
      const wrong: string[] = [];
      let answering = 0;
      for (let look = 1; look <= LOOKS; look++) {
        const { report, ended } = await list({ env });
        const own = (report.listeners ?? []).filter(({ container }) => container?.name === 'many');
        expect(own).toHaveLength(SOCKETS);
        answering = answeringOf(own);
        wrong.push(...contradictions(report, ended.code).map((text) => `look ${look}: ${text}`));
      }
      process.stdout.write(
        `${LOOKS} looks at ${SOCKETS} sockets (${answering} answer in the last): ${wrong.length} contradict their own rows\n`,
      );
      expect(wrong).toEqual([]);
    },
    60_000 + LOOKS * 30_000,
  );
});

function answeringOf(rows: NonNullable<PortsReport['listeners']>): number {
  return rows.filter(({ reach }) => Object.values(reach).some(({ outcome }) => outcome === 'reachable'))
    .length;
}

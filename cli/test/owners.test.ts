import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { hostnet } from './support/hostnet.ts';
import { explain, list, serve, waitFor } from './support/servers.ts';

const IMAGE = 'hostnet/host-networking:latest';
const MADE = ['first', 'second', 'wide', 'narrow', 'four', 'six', 'site'];

/** The private engine's own address in its isolated namespace. */
const LAN = '10.254.254.3';

/** Shares its address with others of one user, as Envoy and HAProxy do; greets and hangs up. Arguments: address and port. */
const SHARING = `
import socket, sys
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
s.bind((sys.argv[1], int(sys.argv[2]))); s.listen()
print('listening', flush=True)
while True:
    c, _ = s.accept()
    c.sendall(b'x'); c.close()
`;

/** The image has no Python; this machine's is read from where it stands. */
const PYTHON = ['/usr', '/lib', '/lib64'].flatMap((path) => ['--volume', `${path}:${path}:ro`]);

describe('a port with several owners', () => {
  let engine: PrivateEngine;
  const docker = (args: readonly string[]) => engine.docker(args);
  beforeAll(async () => {
    engine = await startPrivateEngine();
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
  }, 30_000);

  async function share(name: string, address: string, port: number): Promise<void> {
    const run = ['run', '--detach', '--name', name, '--network', 'host', ...PYTHON];
    const program = ['--entrypoint', '/usr/bin/python3', IMAGE, '-c', SHARING, address, String(port)];
    const ran = await docker([...run, ...program]);
    if (ran.code !== 0) throw new Error(ran.stderr);
    await waitFor(async () => (await docker(['logs', name])).stdout.includes('listening'));
  }

  it('P05: of two containers that share a port by SO_REUSEPORT both have it, and are told', async () => {
    await share('first', '0.0.0.0', 18443);
    await share('second', '0.0.0.0', 18443);
    const { report, ended } = await list({ engine });
    expect(ended.code).toBe(0);
    expect(report.listeners?.map(({ port, container }) => `${port} ${container?.name ?? ''}`).sort()).toEqual(
      ['18443 first', '18443 second'],
    );
    expect(report.findings.find(({ code }) => code === 'HN0326')?.title).toMatch(
      /^(first and second|second and first) share port 18443\/tcp: connections are spread over them$/,
    );
    const { chain } = await explain(['18443'], { engine });
    expect(chain.verdict).toBe('reachable');
    expect(chain.sentence).toMatch(
      /^python3 of (first and python3 of second|second and python3 of first) answer on port 18443 at 127\.0\.0\.1 and 10\.254\.254\.3\. They share it/,
    );
    await docker(['stop', '--time', '1', 'second']);
    expect((await list({ engine })).report.findings.map(({ code }) => code)).not.toContain('HN0326');
  }, 120_000);

  it('of 0.0.0.0 beside 127.0.0.1 each address has its own owner', async () => {
    await share('wide', '0.0.0.0', 18810);
    await share('narrow', '127.0.0.1', 18810);
    const { report } = await list({ engine });
    const row = (name: string) => report.listeners?.find(({ container }) => container?.name === name);
    expect(row('narrow')?.reach.v4).toMatchObject({ outcome: 'reachable', address: '127.0.0.1' });
    expect(row('wide')).toMatchObject({
      reach: { v4: { expected: 'no' }, lan: { outcome: 'reachable' } },
      whyNot: '127.0.0.1 goes to python3 of narrow, which listens on 127.0.0.1.',
    });
    const { chain } = await explain(['18810'], { engine });
    expect(chain.sentence).toBe(
      `python3 of narrow answers on port 18810 at 127.0.0.1 and python3 of wide at ${LAN}.`,
    );
  }, 90_000);

  it('of 0.0.0.0 beside [::] without IPv4 each family has its own owner', async () => {
    await serve(docker, 'four', ['0.0.0.0 18811']);
    await serve(docker, 'six', [':: 18811 v6only']);
    const { report } = await list({ engine });
    const answering = (name: string) =>
      Object.values(report.listeners?.find(({ container }) => container?.name === name)?.reach ?? {})
        .filter(({ outcome }) => outcome === 'reachable')
        .map(({ address }) => address);
    expect({ four: answering('four'), six: answering('six') }).toEqual({
      four: ['127.0.0.1', LAN],
      six: ['::1'],
    });
    const { chain } = await explain(['18811'], { engine });
    expect(chain.sentence).toBe(
      `node of four answers on port 18811 at 127.0.0.1 and ${LAN} and node of six at [::1].`,
    );
  }, 90_000);

  it('E09: of a published port the container is named, and not the engine’s proxy', async () => {
    await serve(docker, 'site', ['0.0.0.0 80'], ['--publish', '18820:80']);
    const { report } = await list({ engine });
    const rows = report.listeners?.filter(({ port }) => port === 18820) ?? [];
    expect(rows.map(({ publishedBy }) => publishedBy?.name)).toEqual(rows.map(() => 'site'));
    expect(rows.length).toBeGreaterThan(0);
    const table = await hostnet(['ports'], { engine });
    expect(table.stdout).toMatch(/^site +\(publishes it\) +18820\/tcp +0\.0\.0\.0 +✓/m);
    const one = await hostnet(['port', '18820'], { engine });
    expect(one.stdout).toContain('site publishes port 18820.');
    expect(one.stdout).toMatch(/^site answers on port 18820 at 127\.0\.0\.1/m);
    expect(table.stdout + one.stdout).not.toContain('docker-proxy');
  }, 90_000);
});

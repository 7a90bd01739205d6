import { startFixture, type BedFixture } from '@hostnet/standin/bed/testing';
import { end, explain, list, serve, stranger, waitFor, type Docker } from './support/servers.ts';

/** Ports of these tests: above 1024, which the bed never takes, and unlikely to be held. */
const FIRST = 21_000 + (process.pid % 500) * 10;
const NAMES = ['web', 'one', 'first', 'mine'];

describe('hostnet port behind Desktop’s forwarder', () => {
  let bed: BedFixture;
  const docker: Docker = (args) => bed.docker(...args);
  const options = () => ({
    env: {
      DOCKER_HOST: bed.status.dockerHost,
      DOCKER_CONTEXT: '',
      HOSTNET_HELPER_HOME: bed.status.home,
      HOSTNET_LAN_ADDRESS: bed.status.hostAddress,
    },
  });
  const serving = async (name: string, sockets: string[], mirrors: string[], more?: string[]) => {
    await serve(docker, name, sockets, more);
    await bed.forwarded(...mirrors);
  };

  beforeAll(async () => {
    bed = await startFixture('port');
  }, 180_000);
  beforeEach(() => bed.knobs(), 60_000);
  afterEach(() => bed.docker('rm', '--force', ...NAMES), 30_000);
  afterAll(() => bed.down(), 60_000);

  it('of -p 8080:80 says that 8080 is discarded, with a command that works when pasted', async () => {
    const port = FIRST;
    await serving(
      'web',
      [`0.0.0.0 ${port}`],
      [`tcp 127.0.0.1 ${port}`],
      ['--network', 'host', '--publish', `8080:${port}`],
    );
    const { chain, ended } = await explain(['8080'], options());
    expect(ended.code).toBe(1);
    expect(chain.broken).toBe('listener');
    expect(chain.sentence).toContain(
      `-p 8080:${port} is ignored in host mode: web listens on port ${port}, and answers there`,
    );
    expect(chain.command).toBe(`nc -vz localhost ${port}`);
  }, 60_000);

  it.each([
    ['127.0.0.1', (port: number) => [`127.0.0.1 ${port}`], ['127.0.0.1'], 'Only this computer can reach it'],
    ['::1', (port: number) => [`::1 ${port}`], ['::1'], 'It listens on IPv6 only'],
    [':: without IPv4', (port: number) => [`:: ${port} v6only`], ['::1'], '127.0.0.1 does not reach it'],
    ['0.0.0.0', (port: number) => [`0.0.0.0 ${port}`], ['127.0.0.1', 'lan'], 'answers on port'],
  ])(
    'of a server on %s says where it answers, and that the connection arrived',
    async (_, sockets, where, words) => {
      const port = FIRST + 1;
      const addresses = where.map((one) => (one === 'lan' ? bed.status.hostAddress : one));
      await serving(
        'one',
        sockets(port),
        addresses.map((one) => `tcp ${one} ${port}`),
      );
      const { chain, ended, status } = await explain([String(port)], options());
      expect(chain).toMatchObject({ verdict: 'reachable', broken: null });
      expect(chain.sentence).toContain(words);
      expect(status).toMatchObject({ 'host-networking': 'ok', owner: 'ok' });
      expect(chain.links.find((link) => link.id === 'owner')?.evidence.join()).toContain('arrived');
      expect(ended.code).toBe(0);
      const { report } = await list(options());
      const row = report.listeners?.find((one) => one.port === port && one.container?.name === 'one');
      const answered = Object.values(row?.reach ?? {}).filter((cell) => cell.outcome === 'reachable');
      expect(answered.map((cell) => cell.address)).toEqual(addresses);
      await bed.docker('rm', '--force', 'one');
      await waitFor(
        async () =>
          !(await bed.bed.status('status', '--name', bed.name)).forwarded.host.some((m) =>
            m.includes(` ${port}`),
          ),
      );
    },
    60_000,
  );

  it('calls a stranger on this computer’s port the wrong listener, and names it', async () => {
    const port = FIRST + 2;
    // The bed holds a host's port inside the VM too, where no container could then take it: so forwarding begins afterwards.
    await bed.knobs('tcp=off');
    const process = await stranger([`127.0.0.1 ${port}`]);
    try {
      await serve(docker, 'mine', [`127.0.0.1 ${port}`]);
      await bed.bed.status('set', 'tcp=on', '--name', bed.name);
      const { chain, ended } = await explain([String(port)], options());
      expect(ended.code).toBe(1);
      expect(chain.broken).toBe('owner');
      expect(chain.links.find((link) => link.id === 'owner')?.evidence.join()).toMatch(
        /127\.0\.0\.1:\d+\/tcp: wrong-listener, not seen to arrive/,
      );
      expect(chain.sentence).toContain(`On this computer node has port ${port}/tcp, not mine`);
      const { report } = await list(options());
      const row = report.listeners?.find((one) => one.port === port && one.container?.name === 'mine');
      expect(row?.reach.v4.outcome).toBe('wrong-listener');
    } finally {
      await end(process);
    }
  }, 60_000);

  it('where something takes every port, neither calls it reachable nor blames the container', async () => {
    const port = FIRST + 6;
    await serving('mine', [`127.0.0.1 ${port}`], [`tcp 127.0.0.1 ${port}`]);
    await bed.bed.status('set', 'wrong-listener=on', '--name', bed.name);
    const { chain } = await explain([String(port)], options());
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'host-networking' });
    expect(chain.sentence).toContain('answers instead of the listeners in host mode');
  }, 60_000);

  it('finds a container that a restarted engine forgot, and the command that mends it', async () => {
    const port = FIRST + 3;
    await serving('first', [`0.0.0.0 ${port}`], [`tcp 127.0.0.1 ${port}`]);
    await bed.bed.status('set', 'forget-existing=on', '--name', bed.name);
    await bed.bed.status('restart-forwarder', '--name', bed.name);
    const { chain } = await explain([String(port)], options());
    expect(chain).toMatchObject({ broken: 'owner', command: 'docker restart first' });
    const { report, ended } = await list(options());
    expect(report.restartGuard).toMatchObject([
      { container: { name: 'first' }, ports: [port], command: 'docker restart first' },
    ]);
    expect(ended.code).toBe(1);
    await bed.docker('restart', '--time', '1', 'first');
    await bed.forwarded(`tcp 127.0.0.1 ${port}`);
    expect((await explain([String(port)], options())).ended.code).toBe(0);
  }, 60_000);

  it.each([
    ['host-networking=off', 'host-networking', /Host networking is off\. In Docker Desktop: Settings ›/],
    ['desktop-version=4.28.0', 'host-networking', /has no host networking.*Update Docker Desktop/],
  ])(
    'with %s the broken link is the feature',
    async (knob, link, sentence) => {
      const port = FIRST + 4;
      await bed.knobs(knob, ...(knob.includes('version') ? ['host-networking=off'] : []));
      await serve(docker, 'one', [`0.0.0.0 ${port}`]);
      const { chain, ended } = await explain([String(port)], options());
      expect(chain.broken).toBe(link);
      expect(chain.sentence).toMatch(sentence);
      expect(ended.code).toBe(1);
    },
    60_000,
  );

  it('with Enhanced Container Isolation says so, and nothing about the port', async () => {
    await bed.knobs('eci=on');
    const { chain, ended, status } = await explain([String(FIRST + 5)], options());
    expect(status).toMatchObject({ listener: 'unknown', 'host-networking': 'broken' });
    expect(chain.sentence).toMatch(/Enhanced Container Isolation refuses.*-p in bridge mode/);
    expect(ended.code).toBe(1);
  }, 60_000);
});

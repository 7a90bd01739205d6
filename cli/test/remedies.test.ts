import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { traces, type Traces } from './support/leftovers.ts';
import { explain, list, serve, serveAndFail } from './support/servers.ts';

/** Names of the containers these tests start; removed after each. */
const MADE = ['first', 'second', 'asleep', 'site', 'sysctl'];
const IMAGE = 'hostnet/host-networking:latest';
/** A program that does nothing: the image has no other tools than this one. */
const SLEEP = ['node', '-e', 'setInterval(() => undefined, 1000)'];

/** What hostnet offers to do is done here, as it is written, on the case that made it say so. */
describe('what a remedy says to run mends what it was said of', () => {
  let engine: PrivateEngine;
  let before: Traces;
  const options = () => ({ engine });
  const docker = (args: readonly string[]) => engine.docker(args);

  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => engine.stop(), 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
    expect(await traces(engine)).toEqual(before);
  }, 30_000);

  /** Runs a docker command as a person would paste it. */
  async function paste(command: string | null | undefined): Promise<void> {
    expect(command).toMatch(/^docker /);
    const { code, stderr } = await docker((command ?? '').split(' ').slice(1));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }

  /** Runs a command in the engine's network. */
  async function inside(argv: readonly string[]): Promise<void> {
    const { code, stderr } = await engine.nsenter(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }

  /** The remedy of a finding of a look at all ports; undefined when it is not said. */
  async function remedyOf(code: string) {
    const { report } = await list(options());
    return report.findings.find((one) => one.code === code)?.remedy;
  }

  it('HN0327: a container that is paused', async () => {
    await serve(docker, 'asleep', ['0.0.0.0 18001']);
    await docker(['pause', 'asleep']);
    await paste((await remedyOf('HN0327'))?.command);
    expect(await remedyOf('HN0327')).toBeUndefined();
    expect((await explain(['18001'], options())).chain.verdict).toBe('reachable');
  }, 90_000);

  it('HN0303: a container that did not get its port, where another container has it', async () => {
    await serve(docker, 'first', ['0.0.0.0 18001']);
    await serveAndFail(docker, 'second', ['0.0.0.0 18001']);
    const remedy = await remedyOf('HN0303');
    expect(remedy?.text).toContain('stop first and start second again');
    await paste(remedy?.command);
    await paste('docker start second');
    expect(await remedyOf('HN0303')).toBeUndefined();
    const { chain } = await explain(['18001'], options());
    expect(chain).toMatchObject({ verdict: 'reachable' });
    expect(chain.sentence).toContain('second');
  }, 90_000);

  it('HN0303: a container whose published port another container publishes', async () => {
    await serve(docker, 'first', ['0.0.0.0 80'], ['--publish', '18001:80']);
    await docker(['create', '--name', 'second', '--publish', '18001:80', IMAGE, ...SLEEP]);
    expect((await docker(['start', 'second'])).code).not.toBe(0);
    const remedy = await remedyOf('HN0303');
    expect(remedy?.text).toContain('stop first and start second again');
    await paste(remedy?.command);
    await paste('docker start second');
    expect(await remedyOf('HN0303')).toBeUndefined();
  }, 90_000);

  it('a port whose container is stopped', async () => {
    await serve(docker, 'site', ['0.0.0.0 80'], ['--publish', '18001:80']);
    await docker(['stop', 'site']);
    const { chain } = await explain(['18001'], options());
    expect(chain).toMatchObject({ verdict: 'broken', broken: 'listener' });
    await paste(chain.command);
    expect((await explain(['18001'], options())).chain.verdict).toBe('reachable');
  }, 90_000);

  it('HN0311: a setting of the network that host mode refuses', async () => {
    const made = ['--network', 'host', '--sysctl', 'net.core.somaxconn=1024', IMAGE, ...SLEEP];
    await docker(['create', '--name', 'sysctl', ...made]);
    await docker(['start', 'sysctl']);
    const remedy = await remedyOf('HN0311');
    await paste(remedy?.command);
    expect(await remedyOf('HN0311')).toBeUndefined();
  }, 90_000);

  it.each([
    ['drops', ['DROP'], ['iptables']],
    ['rejects', ['REJECT', '--reject-with', 'tcp-reset'], ['iptables', 'ip6tables']],
    ['rejects', ['REJECT'], ['iptables']],
    ['rejects', ['REJECT', '--reject-with', 'tcp-reset'], ['ip6tables']],
  ])(
    'a firewall that %s (%j, of %j)',
    async (verb, jump, tools) => {
      const rule = ['INPUT', '--protocol', 'tcp', '--destination-port', '18001', '--jump', ...jump];
      const allow = ['INPUT', '-p', 'tcp', '--dport', '18001', '-j', 'ACCEPT'];
      await serve(docker, 'site', ['0.0.0.0 18001', '::1 18001']);
      try {
        for (const tool of tools) await inside([tool, '--append', ...rule]);
        const { chain } = await explain(['18001'], options());
        expect(chain).toMatchObject({ verdict: 'broken', broken: 'firewall' });
        expect(chain.sentence).toContain(`A firewall of this machine ${verb}`);
        for (const command of (chain.command ?? '').split(' && '))
          await inside(command.replace(/^sudo /, '').split(' '));
        expect((await explain(['18001'], options())).chain.verdict).toBe('reachable');
      } finally {
        for (const tool of tools) {
          await inside([tool, '--delete', ...rule]);
          await engine.nsenter([tool, '--delete', ...allow]);
        }
      }
    },
    120_000,
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { traces, type Traces } from './support/leftovers.ts';
import { explain, serve } from './support/servers.ts';

/** Names of the containers these tests start; removed after each. */
const MADE = ['web', 'site', 'api'];

describe('hostnet port says which container should have a port that nothing listens on', () => {
  let engine: PrivateEngine;
  let before: Traces;
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-hints-'));
  const docker = (args: readonly string[]) => engine.docker(args);

  beforeAll(async () => {
    engine = await startPrivateEngine();
    before = await traces(engine);
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await engine.stop();
  }, 60_000);
  afterEach(async () => {
    await engine.docker(['rm', '--force', ...MADE]);
    expect(await traces(engine)).toEqual(before);
  }, 30_000);

  it('by its environment: it listens on another port', async () => {
    const more = ['--network', 'host', '--env', 'PORT=18801', '--env', 'API=http://api:18802/'];
    await serve(docker, 'web', ['0.0.0.0 18800'], more);
    const own = await explain(['18801'], { engine });
    expect(own.chain).toMatchObject({
      broken: 'listener',
      sentence: 'Nothing listens on port 18801, though PORT of web names it: web listens on port 18800.',
      command: 'hostnet port 18800',
    });
    expect((await explain(['18800'], { engine })).chain.verdict).toBe('reachable');
    await serve(docker, 'api', ['0.0.0.0 18803']);
    expect((await explain(['18802'], { engine })).chain.sentence).toBe(
      'Nothing listens on port 18802, though API of web, which means api, names it: api listens on port 18803.',
    );
  }, 60_000);

  it('by its health check, in a bridge network', async () => {
    const check = ['--health-cmd', 'nc -z localhost 18810', '--health-interval', '60s'];
    await serve(docker, 'site', ['0.0.0.0 18810'], check);
    expect((await explain(['18810'], { engine })).chain.sentence).toBe(
      'The health check of site names port 18810, which is inside site and not published: start site with -p 18810:18810.',
    );
  }, 60_000);

  it('by its -p, where it is stopped: docker start mends it', async () => {
    await serve(docker, 'site', ['0.0.0.0 80'], ['--publish', '18820:80']);
    await engine.docker(['stop', '--time', '1', 'site']);
    const { chain } = await explain(['18820'], { engine });
    expect(chain).toMatchObject({ broken: 'listener', command: 'docker start site' });
    await engine.docker(['start', 'site']);
    expect((await explain(['18820'], { engine })).chain.verdict).toBe('reachable');
  }, 60_000);

  it('by the Compose file of the folder; one that cannot be read is no fault of the port', async () => {
    const file = join(folder, 'compose.yaml');
    writeFileSync(file, 'services:\n  web:\n    image: x\n    ports: ["18830:80"]\n');
    const ask = () => explain(['18830'], { engine, cwd: folder });
    expect((await ask()).chain).toMatchObject({
      sentence:
        'Nothing listens on port 18830, though web publishes 18830:80 (compose.yaml:4), and web has no container: start it.',
      command: 'docker compose up --detach web',
    });
    writeFileSync(file, 'services: [');
    expect((await ask()).chain).toMatchObject({ command: 'hostnet ports' });
  }, 60_000);
});

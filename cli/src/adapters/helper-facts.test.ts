import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { known, unknown, type DesktopSettings, type HostFacts } from '@hostnet/core';

const run = promisify(execFile);

/** The helper lies beside the bundle, so these tests make one in a folder of their own. */
describe('desktopSettings', () => {
  let folder = '';
  let helper = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hostnet-helper-'));
    await build({
      entryPoints: [fileURLToPath(new URL('./helper-facts.ts', import.meta.url))],
      outfile: join(folder, 'bundle.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const machine = process.arch === 'x64' ? 'amd64' : process.arch;
    const place = join(folder, 'helper', `${process.platform}-${machine}`);
    mkdirSync(place, { recursive: true });
    helper = join(place, 'hostnet-helper');
  }, 60_000);
  afterEach(() => {
    rmSync(helper, { force: true });
    rmSync(join(folder, 'home'), { recursive: true, force: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const script = (text: string) =>
    writeFileSync(helper, `#!/bin/sh\necho "$*" >> ${folder}/home/calls\n${text}\n`, { mode: 0o755 });
  const print = (facts: unknown) => {
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts));
    script(`cat ${folder}/facts.json`);
  };

  async function ask(home: { desktop?: boolean; variable?: boolean } = { desktop: true }): Promise<unknown> {
    mkdirSync(join(folder, 'home', ...(home.desktop === true ? ['.docker', 'desktop'] : [])), {
      recursive: true,
    });
    const bundle = pathToFileURL(join(folder, 'bundle.mjs')).href;
    const code = `import(${JSON.stringify(bundle)}).then(async (m) => console.log(JSON.stringify(await m.desktopSettings())))`;
    const env = {
      PATH: process.env['PATH'],
      HOME: join(folder, 'home'),
      ...(home.variable === true ? { HOSTNET_HELPER_HOME: join(folder, 'home') } : {}),
    };
    const { stdout } = await run(process.execPath, ['-e', code], { env });
    return JSON.parse(stdout);
  }
  const calls = () => {
    const path = join(folder, 'home', 'calls');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  };

  const desktop: DesktopSettings = {
    hostNetworkingEnabled: known(true, 'settings-store.json'),
    hostNetworkingLocked: unknown('no admin-settings.json'),
    enhancedContainerIsolation: known(false, 'settings-store.json'),
    enhancedContainerIsolationLocked: unknown('no admin-settings.json'),
    useWindowsContainers: unknown('not on this system'),
    kernelForUdp: unknown('not set'),
    extensionsEnabled: known(true, 'settings-store.json'),
  };
  const facts: HostFacts = {
    platform: 'linux',
    release: '6',
    arch: 'x64',
    interfaces: [],
    lanAddress: unknown('none'),
    ipv6Loopback: true,
    desktop,
  };

  it('are those that the helper prints', async () => {
    print(facts);
    expect(await ask()).toEqual(desktop);
    expect(calls()).toEqual(['facts']);
  });

  it('are null where the helper looked at no Desktop', async () => {
    print({ ...facts, desktop: null });
    expect(await ask()).toBeNull();
  });

  it('start no helper on a Linux without Desktop, unless a home is named for it', async () => {
    print(facts);
    expect(await ask({})).toBeNull();
    expect(calls()).toEqual([]);
    expect(await ask({ variable: true })).toEqual(desktop);
    expect(calls()).toEqual(['facts']);
  });

  it('are null without a helper', async () => {
    expect(await ask()).toBeNull();
  });

  it.each([
    ['fails', 'exit 1'],
    ['prints nothing', 'exit 0'],
    ['prints no JSON', 'echo hello'],
    ['prints other facts', 'echo \'{"desktop":{"hostNetworkingEnabled":true}}\''],
    ['cannot be run', null],
  ])('are null, never a claim, when the helper %s', async (_name, text) => {
    if (text === null) writeFileSync(helper, 'x', { mode: 0o644 });
    else script(text);
    expect(await ask()).toBeNull();
  });

  it('are null when the helper hangs, whatever it does about SIGTERM', async () => {
    script(`trap '' TERM; echo $$ > ${folder}/home/pid; for i in $(seq 150); do sleep 0.1; done`);
    const started = performance.now();
    expect(await ask()).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
    const pid = Number(readFileSync(join(folder, 'home', 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  }, 40_000);
});

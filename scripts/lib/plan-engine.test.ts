import { ENGINE_TOOLS, planEngine } from './plan-engine.mjs';

const debianRoot = { platform: 'linux', root: true, debian: true } as const;
const base = { system: debianRoot, chosen: undefined, cli: true, dockerd: true, why: undefined } as const;

describe('planEngine', () => {
  test('uses an engine that answers, whoever asks and wherever it is', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(planEngine({ ...base, system: { platform, root: false, debian: false } })).toEqual({
        kind: 'use',
      });
    expect(planEngine({ ...base, chosen: 'tcp://10.0.0.1:2375' })).toEqual({ kind: 'use' });
  });

  test('never puts another engine in the place of one that was chosen', () => {
    const plan = planEngine({ ...base, chosen: 'unix:///tmp/x.sock', why: 'no such file' });
    expect(plan).toMatchObject({
      kind: 'skip',
      why: expect.stringContaining('unix:///tmp/x.sock') as string,
    });
  });

  test('installs on Debian as root what is missing, and nothing else', () => {
    const nothing = { ...base, cli: false, dockerd: false, why: 'none' };
    expect(planEngine(nothing)).toEqual({
      kind: 'install',
      packages: ['docker.io', ...ENGINE_TOOLS, 'docker-cli'],
    });
    expect(planEngine({ ...nothing, dockerd: true })).toEqual({ kind: 'install', packages: ['docker-cli'] });
    expect(planEngine({ ...nothing, cli: true })).toEqual({
      kind: 'install',
      packages: ['docker.io', ...ENGINE_TOOLS],
    });
    expect(planEngine({ ...base, why: 'not running' })).toEqual({ kind: 'start' });
  });

  test('an engine without the docker command is not enough', () => {
    expect(planEngine({ ...base, cli: false })).toEqual({ kind: 'install', packages: ['docker-cli'] });
  });

  test.each([
    ['linux', false, true, false, 'sudo apt-get install'],
    ['linux', false, true, true, 'sudo systemctl start docker'],
    ['linux', true, false, true, 'systemctl start docker'],
    ['linux', true, false, false, 'https://docs.docker.com/engine/install/'],
    ['darwin', false, false, false, 'start Docker Desktop'],
    ['win32', false, false, false, 'start Docker Desktop'],
  ] as const)(
    'leaves %s (root %s, Debian %s, dockerd %s) alone and names "%s"',
    (platform, root, debian, dockerd, fix) => {
      const plan = planEngine({
        ...base,
        system: { platform, root, debian },
        dockerd,
        why: 'cannot connect',
      });
      expect(plan).toMatchObject({ kind: 'skip', fix: expect.stringContaining(fix) as string });
    },
  );

  test('names the group when the socket may not be used', () => {
    const system = { platform: 'linux', root: false, debian: true } as const;
    const why = 'permission denied while trying to connect to the Docker daemon socket';
    expect(planEngine({ ...base, system, why })).toMatchObject({
      kind: 'skip',
      fix: expect.stringContaining('usermod -aG docker') as string,
    });
  });
});

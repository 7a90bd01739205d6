import { engineFactsFrom, isDesktop } from './engine-json.ts';

const ENDPOINT = 'unix:///var/run/docker.sock';
const server = {
  Platform: { Name: 'Docker Engine - Community' },
  Version: '28.2.2',
  ApiVersion: '1.50',
  Os: 'linux',
  Arch: 'amd64',
  KernelVersion: '6.1.0-13-amd64',
};
const info = {
  OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  OSType: 'linux',
  KernelVersion: '6.1.0-13-amd64',
  SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
  CgroupVersion: '2',
};
const desktop = (name = 'Docker Desktop 4.65.0 (221669)', OperatingSystem = 'Docker Desktop') =>
  engineFactsFrom({ ...server, Platform: { Name: name } }, { ...info, OperatingSystem }, ENDPOINT);

describe('engineFactsFrom', () => {
  it('reads a plain engine', () => {
    expect(engineFactsFrom(server, info, ENDPOINT)).toEqual({
      reachable: true,
      kind: 'docker',
      endpoint: ENDPOINT,
      version: '28.2.2',
      apiVersion: '1.50',
      os: 'linux',
      arch: 'amd64',
      kernel: '6.1.0-13-amd64',
      operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
      platform: 'Docker Engine - Community',
      desktop: null,
      rootless: false,
      usernsRemap: false,
      cgroupVersion: '2',
    });
  });

  it('takes the Server part of what the CLI prints', () => {
    const printed = { Client: { Version: '27.0.0' }, Server: server };
    expect(engineFactsFrom(printed, info, ENDPOINT)).toEqual(engineFactsFrom(server, info, ENDPOINT));
  });

  it('reads Docker Desktop’s version and build', () => {
    expect(desktop()).toMatchObject({ desktop: { version: '4.65.0', build: '221669' } });
    expect(desktop('Docker Desktop 4.36.0')).toMatchObject({ desktop: { version: '4.36.0', build: '' } });
    expect(desktop('Docker Desktop')).toMatchObject({ desktop: null });
  });

  it.each([
    [['name=rootless'], true, false],
    [['name=userns'], false, true],
    [['name=seccomp,profile=builtin', 'name=rootless', 'name=cgroupns'], true, false],
    [['name=seccomp,profile=userns'], false, false],
    [null, false, false],
    [undefined, false, false],
    [[{ toString: 1 }, 7, ['name=userns'], 'name=rootless'], true, false],
  ])('security options %j', (SecurityOptions, rootless, usernsRemap) => {
    expect(engineFactsFrom(server, { ...info, SecurityOptions }, ENDPOINT)).toMatchObject({
      rootless,
      usernsRemap,
    });
  });

  it('reads an engine of Windows containers', () => {
    const facts = engineFactsFrom({ ...server, Os: 'windows' }, { ...info, OSType: 'windows' }, ENDPOINT);
    expect(facts).toMatchObject({ os: 'windows' });
  });

  it('makes do with an answer that says little', () => {
    expect(engineFactsFrom({ Version: '20.10.24' }, {}, ENDPOINT)).toMatchObject({
      reachable: true,
      version: '20.10.24',
      os: '',
      operatingSystem: '',
    });
  });

  it.each([
    ['null', null, null],
    ['a text', '<html>', info],
    ['an empty object', {}, info],
    ['a CLI that reached no server', { Client: { Version: '27.0.0' }, Server: null }, info],
    ['an info that is no object', server, '<html>'],
    ['fields of another type', { ...server, Version: 28 }, info],
  ])('calls %s no engine', (_, version, about) => {
    expect(engineFactsFrom(version, about, ENDPOINT)).toMatchObject({
      reachable: false,
      failure: 'not-an-engine',
      endpoint: ENDPOINT,
    });
  });
});

describe('isDesktop', () => {
  it.each([
    ['Docker Desktop', desktop(), true],
    ['Docker Desktop whose platform is not told', desktop(''), true],
    ['Docker Desktop by its platform alone', desktop('Docker Desktop 4.65.0 (221669)', 'Linux'), true],
    ['a plain engine', engineFactsFrom(server, info, ENDPOINT), false],
    ['a sibling product', desktop('Docker Engine - Community', 'Container Platform'), false],
    ['a name that only begins alike', desktop('Docker Engine - Community', 'Docker Desktop Clone'), false],
    ['no engine', engineFactsFrom(null, null, ENDPOINT), false],
  ])('%s', (_, engine, expected) => {
    expect(isDesktop(engine)).toBe(expected);
  });
});

import { chooseBuilder, clientMajor } from './builder.mjs';

const old = {
  cli: '/usr/bin/docker',
  version: 'Docker version 20.10.24+dfsg1, build 297e128',
  buildx: false,
};
const bare = { cli: '/usr/local/bin/docker', version: 'Docker version 28.2.2, build e6534b4', buildx: false };

describe('chooseBuilder', () => {
  test('prefers buildx wherever it stands on PATH', () => {
    const withBuildx = { ...bare, cli: '/opt/docker', buildx: true };
    expect(chooseBuilder([bare, old, withBuildx])).toEqual({ kind: 'buildx', cli: '/opt/docker' });
  });

  test('else takes a client that carries BuildKit itself', () => {
    expect(chooseBuilder([bare, old])).toEqual({ kind: 'embedded', cli: '/usr/bin/docker' });
  });

  test('else says what to install', () => {
    expect(chooseBuilder([bare])).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('docker-buildx') as string,
    });
    expect(chooseBuilder([])).toMatchObject({ kind: 'none', why: 'there is no docker client on PATH' });
  });

  test('a client too old or unknown is not taken for one with BuildKit', () => {
    expect(chooseBuilder([{ ...old, version: 'Docker version 17.03.1-ce' }]).kind).toBe('none');
    expect(chooseBuilder([{ ...old, version: 'podman version 4.3.1' }]).kind).toBe('none');
    expect(clientMajor('')).toBeUndefined();
  });
});

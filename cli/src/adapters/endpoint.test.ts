import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveEndpoint } from './endpoint.ts';

describe('DOCKER_HOST', () => {
  const of = (url: string, more: NodeJS.ProcessEnv = {}) => resolveEndpoint({ DOCKER_HOST: url, ...more });

  it.each([
    ['unix:///run/user/1000/docker.sock', { via: 'socket', path: '/run/user/1000/docker.sock' }],
    ['unix:///with a space.sock', { via: 'socket', path: '/with a space.sock' }],
    ['npipe:////./pipe/docker_engine', { via: 'socket', path: '\\\\.\\pipe\\docker_engine' }],
    ['tcp://10.0.0.7:2376', { via: 'tcp', host: '10.0.0.7', port: 2376 }],
    ['tcp://10.0.0.7', { via: 'tcp', host: '10.0.0.7', port: 2375 }],
    ['tcp://build.lan:2375/', { via: 'tcp', host: 'build.lan', port: 2375 }],
    ['http://127.0.0.1:80', { via: 'tcp', host: '127.0.0.1', port: 80 }],
    ['tcp://[::1]:2375', { via: 'tcp', host: '::1', port: 2375 }],
    ['tcp://[fe80::1]', { via: 'tcp', host: 'fe80::1', port: 2375 }],
    ['ssh://me@build.lan', { via: 'cli' }],
    ['https://build.lan:2376', { via: 'cli' }],
    ['carrier-pigeon', { via: 'cli' }],
    ['unix://', { via: 'cli' }],
    ['tcp://', { via: 'cli' }],
    ['tcp://host:port', { via: 'cli' }],
    ['tcp://::1:2375', { via: 'cli' }],
    ['tcp://host:1/path', { via: 'cli' }],
  ])('%s', (url, endpoint) => {
    expect(of(url)).toEqual({ ...endpoint, url, chosen: true });
  });

  it.each([{ DOCKER_TLS_VERIFY: '1' }, { DOCKER_TLS: '1' }])('%j leaves TCP to the docker CLI', (tls) => {
    expect(of('tcp://10.0.0.7:2376', tls)).toMatchObject({ via: 'cli', chosen: true });
    expect(of('unix:///a.sock', tls)).toMatchObject({ via: 'socket' });
  });

  it('has TLS off where its variables are empty', () => {
    expect(of('tcp://h:1', { DOCKER_TLS_VERIFY: '', DOCKER_TLS: '' })).toMatchObject({ via: 'tcp' });
  });
});

describe('contexts', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostnet-context-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const id = (name: string) => createHash('sha256').update(name).digest('hex');
  const write = (path: string[], text: string) => {
    const file = join(folder, ...path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  };
  const current = (name: unknown) => write(['config.json'], JSON.stringify({ currentContext: name }));
  const context = (name: string, docker: unknown) =>
    write(
      ['contexts', 'meta', id(name), 'meta.json'],
      JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }),
    );
  const resolve = (env: NodeJS.ProcessEnv = {}) => resolveEndpoint({ DOCKER_CONFIG: folder, ...env });
  const fallback = { via: 'socket', path: '/var/run/docker.sock', chosen: false };

  it('is the default place where nothing is said', () => {
    expect(resolve()).toMatchObject(fallback);
    current('default');
    expect(resolve()).toMatchObject(fallback);
  });

  it('takes the current context of config.json', () => {
    current('desktop-linux');
    context('desktop-linux', { Host: 'unix:///home/me/.docker/desktop/docker.sock' });
    expect(resolve()).toMatchObject({
      via: 'socket',
      path: '/home/me/.docker/desktop/docker.sock',
      chosen: true,
    });
  });

  it('takes DOCKER_CONTEXT before it, and DOCKER_HOST before both', () => {
    current('one');
    context('one', { Host: 'unix:///one.sock' });
    context('two', { Host: 'ssh://me@two' });
    expect(resolve({ DOCKER_CONTEXT: 'two' })).toEqual({ via: 'cli', url: 'ssh://me@two', chosen: true });
    expect(resolve({ DOCKER_CONTEXT: 'default' })).toMatchObject(fallback);
    expect(resolve({ DOCKER_CONTEXT: 'two', DOCKER_HOST: 'unix:///three.sock' })).toMatchObject({
      path: '/three.sock',
    });
  });

  it('reads an empty variable as one that is not set, as the docker CLI does', () => {
    current('one');
    context('one', { Host: 'unix:///one.sock' });
    expect(resolve({ DOCKER_HOST: '', DOCKER_CONTEXT: '' })).toMatchObject({ path: '/one.sock' });
  });

  it.each([
    ['no file', null],
    ['no Host', {}],
    ['a Host that is no text', { Host: 7 }],
  ])(
    'a context that is named and not readable goes to the CLI, never to the default: %s',
    (_name, docker) => {
      if (docker) context('gone', docker);
      expect(resolve({ DOCKER_CONTEXT: 'gone' })).toEqual({
        via: 'cli',
        url: 'context "gone"',
        chosen: true,
      });
    },
  );

  it.each(['', '{', 'null', '[]', '"text"', '{"currentContext":7}'])(
    'config.json %j names no context',
    (text) => {
      write(['config.json'], text);
      expect(resolve()).toMatchObject(fallback);
    },
  );

  it('a context with TLS is for the docker CLI: its port speaks no plain HTTP', () => {
    context('stored', { Host: 'tcp://10.0.0.7:2376' });
    write(['contexts', 'tls', id('stored'), 'docker', 'ca.pem'], '');
    context('skip', { Host: 'tcp://10.0.0.7:2376', SkipTLSVerify: true });
    context('plain', { Host: 'tcp://10.0.0.7:2375', SkipTLSVerify: false });
    expect(resolve({ DOCKER_CONTEXT: 'stored' })).toMatchObject({ via: 'cli', chosen: true });
    expect(resolve({ DOCKER_CONTEXT: 'skip' })).toMatchObject({ via: 'cli', chosen: true });
    expect(resolve({ DOCKER_CONTEXT: 'plain' })).toMatchObject({ via: 'tcp', port: 2375 });
  });

  it('looks into the home folder where DOCKER_CONFIG is empty, not into the working folder', () => {
    current('here');
    context('here', { Host: 'unix:///here.sock' });
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(resolveEndpoint({ DOCKER_CONFIG: '' })).not.toMatchObject({ path: '/here.sock' });
    } finally {
      process.chdir(before);
    }
  });
});

describe('a config.json that is no file', () => {
  it.each([
    ['a FIFO, which nobody writes to', (path: string) => execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdirSync(path)],
    ['endless', (path: string) => symlinkSync('/dev/zero', path)],
  ])('%s is as none', (_, make) => {
    const folder = mkdtempSync(join(tmpdir(), 'hostnet-config-'));
    try {
      make(join(folder, 'config.json'));
      expect(resolveEndpoint({ DOCKER_CONFIG: folder })).toMatchObject({ chosen: false });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { EngineFacts, HostFacts } from '@hostnet/core';
import { runStatus } from './status.ts';

const never = new AbortController().signal;

const ENGINE = {
  '/version': {
    Version: '28.1.0',
    ApiVersion: '1.49',
    Arch: 'amd64',
    Platform: { Name: 'Docker Engine - Community' },
  },
  '/info': {
    OSType: 'linux',
    KernelVersion: '6.1.0',
    OperatingSystem: 'Debian GNU/Linux 12',
    CgroupVersion: '2',
  },
};
const DESKTOP = {
  '/version': { Version: '28.1.0', Platform: { Name: 'Docker Desktop 4.42.0 (195023)' } },
  '/info': { OSType: 'linux', KernelVersion: '6.10-linuxkit', OperatingSystem: 'Docker Desktop' },
};

describe('status', () => {
  const before = process.env['DOCKER_HOST'];
  let folder = '';
  let server: Server;
  let printed = '';
  let answers: Record<string, unknown> = {};
  let asked: string[] = [];

  beforeEach(async () => {
    [printed, asked, answers] = ['', [], { ...ENGINE, '/containers/json': [] }];
    folder = mkdtempSync(join(tmpdir(), 'hostnet-status-'));
    process.env['DOCKER_HOST'] = `unix://${folder}/docker.sock`;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    server = createServer((req, res) => {
      asked.push(`${req.method ?? ''} ${req.url ?? ''}`);
      const answer = answers[(req.url ?? '').replace(/\?.*$/, '')];
      if (answer === undefined) res.writeHead(500).end('{"message":"no"}');
      else res.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (name: string, status: string, mode: string, labels = {}) => ({
    Id: name,
    Name: `/${name}`,
    State: { Status: status },
    Config: { Image: 'x', Labels: labels },
    HostConfig: { NetworkMode: mode },
  });
  const withContainers = () => {
    answers['/containers/json'] = ['aa', 'bb', 'cc', 'dd'].map((Id) => ({ Id }));
    answers['/containers/aa/json'] = run('web', 'running', 'host');
    answers['/containers/bb/json'] = run('old', 'exited', 'host');
    answers['/containers/cc/json'] = run('db', 'running', 'bridge');
    answers['/containers/dd/json'] = run('hostnet-x-host-mode', 'running', 'host', { hostnet: '1' });
  };

  it('prints facts as text, and that nothing was measured', async () => {
    withContainers();
    expect(await runStatus({}, never)).toBe(0);
    expect(printed).toContain(`engine: Docker Engine - Community at unix://${folder}/docker.sock\n`);
    expect(printed).toContain('runs on: Debian GNU/Linux 12, linux containers, kernel 6.1.0\n');
    expect(printed).toContain('Docker Desktop: no\n');
    expect(printed).toMatch(/^this computer: linux .+, LAN address .+$/m);
    expect(printed).toContain('host-mode containers: web\n');
    expect(printed).toMatch(/not measured: run `hostnet diagnose`.*\n$/);
    expect(printed).not.toContain('verdict');
  });

  it('prints the same as JSON, and nothing else', async () => {
    withContainers();
    expect(await runStatus({ json: true }, never)).toBe(0);
    const status = JSON.parse(printed) as Record<string, unknown>;
    expect(Object.keys(status)).toEqual(['schema', 'engine', 'host', 'hostModeContainers', 'measured']);
    expect(status).toMatchObject({
      schema: 'hostnet.status/1',
      hostModeContainers: ['web'],
      measured: false,
    });
    expect(EngineFacts.parse(status['engine'])).toMatchObject({ reachable: true, version: '28.1.0' });
    HostFacts.parse(status['host']);
  });

  it('starts and changes nothing', async () => {
    withContainers();
    await runStatus({}, never);
    expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
  });

  it('tells Docker Desktop', async () => {
    answers = { ...DESKTOP, '/containers/json': [] };
    expect(await runStatus({}, never)).toBe(0);
    expect(printed).toContain('engine: Docker Desktop 4.42.0 (195023) at ');
    expect(printed).toContain('Docker Desktop: yes\n');
    expect(printed).toContain('host-mode containers: none running\n');
  });

  it('names the engine where it has no platform name', async () => {
    answers = { '/version': { Version: '20.10.24' }, '/info': {}, '/containers/json': [] };
    expect(await runStatus({}, never)).toBe(0);
    expect(printed).toContain('engine: Docker Engine 20.10.24 at ');
    expect(printed).toContain('runs on: not said, ');
  });

  it('says that containers could not be listed, never that none run', async () => {
    delete answers['/containers/json'];
    expect(await runStatus({}, never)).toBe(0);
    expect(printed).toContain('host-mode containers: could not be listed\n');
    printed = '';
    expect(await runStatus({ json: true }, never)).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ hostModeContainers: null });
  });

  it('without an engine says why and what mends it, exit code 3', async () => {
    process.env['DOCKER_HOST'] = `unix://${folder}/absent.sock`;
    expect(await runStatus({}, never)).toBe(3);
    expect(printed).toMatch(/^No Docker Engine is there: .*does not exist\.\nStart Docker .*\n$/);
    printed = '';
    expect(await runStatus({ json: true }, never)).toBe(3);
    expect(JSON.parse(printed)).toMatchObject({
      engine: { reachable: false, failure: 'no-socket' },
      hostModeContainers: null,
    });
  });
});

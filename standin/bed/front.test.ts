import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { callEngine } from './front/engine-call.ts';
import { IMAGE } from './engine/image.ts';
import { startFixture, type BedFixture } from './testing/fixture.ts';

jest.setTimeout(120_000);

describe('the front', () => {
  let bed: BedFixture;
  beforeAll(async () => {
    bed = await startFixture('front');
  });
  afterAll(() => bed.down());

  const hostMode = (...args: string[]): ReturnType<BedFixture['docker']> =>
    bed.docker('run', '--rm', '--network', 'host', ...args);

  it('passes attach, exec and builds of many requests on one connection through', async () => {
    await bed.knobs();
    const env = { ...process.env, DOCKER_HOST: bed.status.dockerHost };
    const attached = spawn('docker', ['run', '--rm', '-i', IMAGE, 'node', '-e', UPPER], { env });
    let text = '';
    attached.stdout.on('data', (part: Buffer) => (text += part.toString()));
    attached.stdin.end('through the front\n'.repeat(5000));
    await new Promise((resolve) => attached.once('close', resolve));
    expect(text).toBe('THROUGH THE FRONT\n'.repeat(5000));

    const id = (await bed.docker('run', '-d', '--rm', IMAGE, 'node', '-e', 'setTimeout(()=>0,1e6)')).stdout;
    const ran = await bed.docker(
      'exec',
      id,
      'node',
      '-e',
      'console.log("in");console.error("err");process.exit(7)',
    );
    expect(ran).toEqual({ stdout: 'in', stderr: 'err', code: 7 });
    await bed.docker('rm', '-f', id);
    expect((await hostMode(IMAGE, 'node', '-e', 'process.exit(3)')).code).toBe(3);
  });

  it('takes its socket and every stream away while Desktop is stopped, and comes back', async () => {
    await bed.knobs();
    const env = { ...process.env, DOCKER_HOST: bed.status.dockerHost };
    const attached = spawn('docker', ['run', '--rm', '-i', '--name', 'away', IMAGE, 'node', '-e', UPPER], {
      env,
    });
    const heard = new Promise((resolve) => attached.stdout.once('data', resolve));
    attached.stdin.write('x\n');
    await heard;
    const ended = new Promise((resolve) => attached.once('close', resolve));
    await bed.knobs('engine=stopped');
    await ended;
    const away = await bed.docker('version');
    expect({ code: away.code, there: existsSync(bed.status.dockerHost.slice('unix://'.length)) }).toEqual({
      code: 1,
      there: false,
    });
    await bed.knobs();
    expect((await bed.docker('version')).code).toBe(0);
    await bed.docker('rm', '-f', 'away');
  });

  it('passes for Docker Desktop of the version asked for, or for another product', async () => {
    const facts = async (): Promise<string[]> => [
      (await bed.docker('version', '--format', '{{.Server.Platform.Name}}')).stdout,
      (await bed.docker('info', '--format', '{{.OperatingSystem}}')).stdout,
    ];
    await bed.knobs();
    expect(await facts()).toEqual(['Docker Desktop 4.65.0 (221669)', 'Docker Desktop']);
    expect((await bed.docker('info', '--format', '{{.KernelVersion}}')).stdout).toMatch(/-linuxkit$/);
    await bed.knobs('desktop-version=4.36.0');
    expect((await facts())[0]).toBe('Docker Desktop 4.36.0 (175267)');
    await bed.knobs('platform=Rancher Desktop');
    expect(await facts()).toEqual(['Rancher Desktop', 'Rancher Desktop']);
    await bed.knobs('rootless=on', 'userns-remap=on');
    expect((await bed.docker('info', '--format', '{{.SecurityOptions}}')).stdout).toMatch(
      /name=rootless name=userns/,
    );
  });

  it('refuses host mode under ECI in the engine itself, and only there', async () => {
    await bed.knobs('eci=on');
    const refused = await hostMode(IMAGE, 'node', '-e', '0');
    expect(refused.stderr).toContain(
      "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: error in the container spec: invalid or unsupported container spec: sysbox containers can't share a network namespace with the host (because they use the linux user-namespace for isolation): unknown",
    );
    expect(refused.code).toBe(125);
    expect((await bed.docker('ps', '-aq')).stdout).toBe('');
    await bed.docker('create', '--name', 'kept', '--network', 'host', IMAGE, 'node');
    expect((await bed.docker('start', 'kept')).stderr).toContain(
      "sysbox containers can't share a network namespace",
    );
    const inspected = await bed.docker(
      'inspect',
      '--format',
      '{{.HostConfig.Runtime}} {{.State.Status}}',
      'kept',
    );
    expect(inspected.stdout).toBe('sysbox-runc created');
    await bed.docker('rm', 'kept');
    expect((await bed.docker('run', '--rm', IMAGE, 'node', '-p', '1')).stdout).toBe('1');
    const extension = ['--label', 'com.docker.desktop.extension=true'];
    expect((await hostMode(...extension, IMAGE, 'node', '-p', '1')).stdout).toBe('1');
  });

  it('refuses as Windows containers, user namespaces and an enforced sign-in do', async () => {
    await bed.knobs('windows-containers=on');
    expect((await bed.docker('info', '--format', '{{.OSType}}')).stdout).toBe('windows');
    const windows = await hostMode(IMAGE, 'node', '-e', '0');
    expect(windows.stderr).toContain('docker: Error response from daemon: network host not found');
    expect((await bed.docker('ps', '-aq')).stdout).toBe('');

    await bed.knobs('userns-remap=on');
    const userns = await hostMode(IMAGE, 'node', '-e', '0');
    expect(userns.stderr).toContain(
      "cannot share the host's network namespace when user namespaces are enabled",
    );

    await bed.knobs('sign-in-enforced=on');
    expect((await bed.docker('ps')).stderr).toContain('Sign in to continue using Docker Desktop');
    expect((await bed.docker('version', '--format', '{{.Server.Version}}')).code).toBe(0);
    const socket = bed.status.dockerHost.replace('unix://', '');
    expect((await callEngine(socket, 'GET', '/containers/json')).status).toBe(407);
    expect((await callEngine(socket, 'GET', '/_ping')).status).toBe(200);
  });

  it('leaves the settings Docker Desktop would, in files and behind its API', async () => {
    const linux = join(bed.status.home, '.docker/desktop');
    const store = (): unknown => JSON.parse(readFileSync(join(linux, 'settings-store.json'), 'utf8'));
    const api = (): ReturnType<typeof callEngine> =>
      callEngine(join(linux, 'backend.sock'), 'GET', '/app/settings');
    await bed.knobs();
    expect(store()).toMatchObject({ HostNetworkingEnabled: true });
    expect(JSON.parse((await api()).body)).toMatchObject({
      vm: { network: { hostNetworkingEnabled: true } },
    });
    await bed.knobs(
      'host-networking=off',
      'setting-store=on',
      'setting-api=locked-off',
      'setting-admin=locked-off',
    );
    expect(store()).toMatchObject({ HostNetworkingEnabled: true });
    expect(JSON.parse((await api()).body)).toMatchObject({
      vm: { network: { hostNetworkingEnabled: { locked: true, value: false } } },
    });
    const admin = join(bed.status.home, 'admin/admin-settings.json');
    expect(JSON.parse(readFileSync(admin, 'utf8'))).toMatchObject({
      hostNetworkingEnabled: { locked: true, value: false },
    });
    await bed.knobs('setting-store=absent', 'desktop-version=4.34.0', 'backend-api=garbage');
    expect(existsSync(join(linux, 'settings-store.json'))).toBe(false);
    expect(readFileSync(join(linux, 'settings.json'), 'utf8')).not.toContain('hostNetworkingEnabled');
    expect((await api()).body).toContain('<html>');
    await bed.knobs('setting-store=broken', 'backend-api=down');
    expect(store).toThrow(SyntaxError);
    await expect(api()).rejects.toThrow('ENOENT');
  });
});

const UPPER = 'process.stdin.on("data",(d)=>process.stdout.write(String(d).toUpperCase()))';

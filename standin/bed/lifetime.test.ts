import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { jest } from '@jest/globals';
import type { BedStatus } from './control/protocol.ts';
import { IMAGE } from './engine/image.ts';
import { run } from './engine/run.ts';
import { waitFor } from './engine/wait.ts';
import { bundleBed, type BedCommandLine } from './testing/bundle.ts';
import { ECHO } from './testing/echo.ts';
import { freshPort } from './testing/fixture.ts';

jest.setTimeout(120_000);

/** Returns every trace of one bed on the machine. */
async function traces(status: BedStatus, port: number): Promise<string[]> {
  const folder = dirname(status.home);
  const outputs = await Promise.all([
    run('ip', ['netns']),
    run('ip', ['-o', 'address']),
    run('iptables-save', []),
    run('ss', ['-Hlntu']),
    run('cat', ['/proc/self/mounts']),
    run('ps', ['-eo', 'args']),
    run('find', ['/sys/fs/cgroup', '-type', 'd']),
  ]);
  const own = [folder, status.namespace, `hnb-${folder.slice(-6)}`, `${status.hostAddress}/`, `:${port} `];
  const lines = outputs.flatMap((ran) => ran.stdout.split('\n'));
  const found = lines.filter((line) => own.some((word) => line.includes(word)));
  return [...found, ...(existsSync(folder) ? [folder] : [])];
}

describe('the bed', () => {
  let bed: BedCommandLine;
  const name = ['--name', `lifetime-${process.pid}`];
  beforeAll(async () => {
    bed = await bundleBed();
  });
  afterAll(async () => {
    await bed.run('down', ...name);
    bed.remove();
  });

  /** Leaves a container running that listens on a forwarded port. */
  async function busy(status: BedStatus): Promise<number> {
    const port = freshPort();
    const spec = JSON.stringify([{ name: 'a', transport: 'tcp', address: '0.0.0.0', port }]);
    const env = { DOCKER_HOST: status.dockerHost };
    const started = await run('docker', ['run', '-d', '--network', 'host', IMAGE, 'node', '-e', ECHO, spec], {
      env,
    });
    expect(started.stderr).toBe('');
    await waitFor(
      'a forward',
      async () => (await run('ss', ['-Hlnt'])).stdout.includes(`127.0.0.1:${port} `),
      10_000,
    );
    return port;
  }

  it('that cannot come up says why in one sentence and leaves no folder', async () => {
    const folders = (): string[] => readdirSync(tmpdir()).filter((file) => file.startsWith('hostnet-bed-'));
    const before = folders();
    const ran = await bed.run('up', ...name, '--image-tar', '/nowhere/image.tar');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^bed: .*\/nowhere\/image\.tar.*$/);
    expect(folders()).toEqual(before);
  });

  it('comes up, is found, goes down, and leaves no trace', async () => {
    const status = await bed.status('up', ...name);
    const port = await busy(status);
    expect(await bed.status('up', ...name)).toMatchObject({ pid: status.pid });
    expect((await bed.run('env', ...name)).stdout).toContain(`export DOCKER_HOST='${status.dockerHost}'`);
    expect((await traces(status, port)).length).toBeGreaterThan(4);
    const down = await bed.run('down', ...name);
    expect(down).toMatchObject({ code: 0, stderr: '' });
    expect(await traces(status, port)).toEqual([]);
    expect((await bed.run('down', ...name)).stdout).toContain('was not up');
  });

  it('leaves no trace when its daemon is killed, and comes up again', async () => {
    const status = await bed.status('up', ...name);
    const port = await busy(status);
    process.kill(status.pid, 'SIGKILL');
    await waitFor('the end of every trace', async () => (await traces(status, port)).length === 0, 15_000);
    const again = await bed.status('up', ...name);
    expect(again.pid).not.toBe(status.pid);
    await bed.run('down', ...name);
    expect(await traces(again, port)).toEqual([]);
  });

  it('ends with its owner', async () => {
    const owner = await run('sh', [
      '-c',
      `"${process.execPath}" "${bed.script}" up --owner $$ --json ${name.join(' ')}`,
    ]);
    const status = JSON.parse(owner.stdout) as BedStatus;
    await waitFor('the end of every trace', async () => (await traces(status, 1)).length === 0, 15_000);
  });

  it('says what was wrong, what there is, and exits with 2', async () => {
    const wrong = async (...args: string[]): Promise<string> => {
      const ran = await bed.run(...args, ...name);
      expect(ran.code).toBe(2);
      expect(ran.stderr.split('\n')).toHaveLength(1);
      return ran.stderr;
    };
    expect(await wrong('up', 'speed=fast')).toMatch(
      /no knob named "speed"; knobs are: engine, host-networking, tcp, udp/,
    );
    expect(await wrong('up', 'tcp=maybe')).toContain('must be one of on, off');
    expect(await wrong('up', 'max-ports=many')).toContain('must be like 65535');
    expect(await wrong('set')).toContain('at least one KEY=VALUE');
    expect(await wrong('fly')).toContain('no command "fly"');
    expect(await wrong('status', '--colour')).toContain('--colour');
    const absent = await bed.run('status', ...name);
    expect(absent).toMatchObject({ code: 1 });
    expect(absent.stderr).toContain('start it with bed up');
  });
});

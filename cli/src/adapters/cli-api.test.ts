import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { engineFailureFrom } from '@hostnet/core';
import { cliApi } from './cli-api.ts';

/** Jest gives tests a copy of the environment; children inherit this one. */
const real = runInThisContext('process') as NodeJS.Process;
const never = new AbortController().signal;

describe('cliApi', () => {
  const before = real.env['PATH'];
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostnet-docker-'));
    real.env['PATH'] = `${folder}:${before ?? ''}`;
  });
  afterEach(() => {
    real.env['PATH'] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A docker that writes down its arguments, one call a line, and then does this. */
  const docker = (script: string) =>
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho "$*" >> ${folder}/calls\n${script}\n`, {
      mode: 0o755,
    });
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

  it('asks for version and info as JSON', async () => {
    docker(
      'case "$1" in version) echo \'{"Server":{"Version":"28.1.0"}}\';; info) echo \'{"OSType":"linux"}\';; esac',
    );
    expect(await cliApi().version(never)).toEqual({ Server: { Version: '28.1.0' } });
    expect(await cliApi().info(never)).toEqual({ OSType: 'linux' });
    expect(calls()).toEqual(['version --format {{json .}}', 'info --format {{json .}}']);
  });

  it('inspects every listed container in one call, and none with no call', async () => {
    docker('case "$1" in ps) echo aa; echo bb;; inspect) echo \'[{"Id":"aa"},{"Id":"bb"}]\';; esac');
    expect(await cliApi().inspectAll(['hostnet', 'a=b'], never)).toEqual([{ Id: 'aa' }, { Id: 'bb' }]);
    expect(calls()).toEqual([
      'ps --all --quiet --no-trunc --filter label=hostnet --filter label=a=b',
      'inspect --type container aa bb',
    ]);
    docker('exit 0');
    expect(await cliApi().inspectAll([], never)).toEqual([]);
    expect(calls()).toHaveLength(3);
  });

  it('leaves out a container that vanished between, as the Engine API does', async () => {
    // What docker 28 prints: the others on stdout, the missing one on stderr, exit code 1.
    docker(
      'case "$1" in ps) echo aa; echo bb;; inspect) echo \'[{"Id":"aa"}]\'; echo "Error: No such container: bb" >&2; exit 1;; esac',
    );
    expect(await cliApi().inspectAll([], never)).toEqual([{ Id: 'aa' }]);
  });

  it('fails when the engine goes away between', async () => {
    docker('case "$1" in ps) echo aa;; *) echo "Cannot connect to the Docker daemon" >&2; exit 1;; esac');
    await expect(cliApi().inspectAll([], never)).rejects.toThrow('Cannot connect');
  });

  it.each([
    ['No such container: aa', false],
    ['removal of container aa is already in progress', true],
  ])('removes by force, with volumes; fine when it is gone: %s', async (says, removed) => {
    docker(`echo "Error response from daemon: ${says}" >&2; exit 1`);
    await expect(cliApi().remove('aa', never)).resolves.toBe(removed);
    expect(calls()).toEqual(['rm --force --volumes aa']);
  });

  it('tells what it removed from what was never there: both end with 0', async () => {
    docker('[ "$4" = aa ] && echo aa || echo "Error response from daemon: No such container: $4" >&2');
    expect(await cliApi().remove('aa', never)).toBe(true);
    expect(await cliApi().remove('bb', never)).toBe(false);
  });

  it('fails when the engine cannot remove it', async () => {
    docker('echo "Error response from daemon: device busy" >&2; exit 1');
    await expect(cliApi().remove('aa', never)).rejects.toThrow('device busy');
  });

  it.each([
    ['Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?', 'refused'],
    ['permission denied while trying to connect to the Docker daemon socket', 'permission-denied'],
    ['Sign in to continue using Docker Desktop', 'sign-in-required'],
    ['unable to resolve docker endpoint: context "gone": context not found', 'bad-address'],
    ['dial unix /x.sock: connect: no such file or directory', 'no-socket'],
  ])('fails with what docker says: %s', async (says, failure) => {
    docker(`echo '${says}' >&2; exit 1`);
    const error: unknown = await cliApi()
      .version(never)
      .catch((reason: unknown) => reason);
    const text = error instanceof Error ? error.message : '';
    expect(text).toContain(says);
    expect(engineFailureFrom('x', text)).toMatchObject({ failure });
  });

  it('takes no answer but JSON for an engine’s', async () => {
    docker('echo hello');
    const error: unknown = await cliApi()
      .version(never)
      .catch((reason: unknown) => reason);
    expect(engineFailureFrom('x', error instanceof Error ? error.message : '')).toMatchObject({
      failure: 'not-an-engine',
    });
  });

  it('tells that there is no docker command', async () => {
    real.env['PATH'] = folder;
    await expect(cliApi().version(never)).rejects.toThrow('the docker command was not found');
  });

  it('ends docker when it is aborted', async () => {
    docker(`echo $$ > ${folder}/pid; exec sleep 60`);
    const abort = new AbortController();
    const asked = expect(cliApi().version(abort.signal)).rejects.toThrow(/abort/i);
    const pidFile = join(folder, 'pid');
    while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 10));
    abort.abort();
    await asked;
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const gone = () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    };
    while (!gone()) await new Promise((resolve) => setTimeout(resolve, 10));
  }, 15_000);

  it('makes an image of a tar, and says whether one is there', async () => {
    docker('case "$1" in import) cat > "$0.tar";; image) echo "Error: No such image: x" >&2; exit 1;; esac');
    const image = { repository: 'hostnet/probe', tag: 'ab', changes: ['LABEL a=b'], tar: Buffer.from('tar') };
    await cliApi().importImage(image, never);
    expect(readFileSync(join(folder, 'docker.tar'), 'utf8')).toBe('tar');
    expect(await cliApi().hasImage('hostnet/probe:ab', never)).toBe(false);
    expect(calls()[0]).toBe('import --change LABEL a=b - hostnet/probe:ab');
  });

  it('lists images with all their names, and removes them by these', async () => {
    docker(
      '[ "$1" = images ] && printf "sha256:01 a:1\\nsha256:01 b:2\\nsha256:02 <none>:<none>\\n"; exit 0',
    );
    const images = await cliApi().images('hostnet.probe', never);
    expect(images).toEqual([
      { id: 'sha256:01', names: ['a:1', 'b:2'] },
      { id: 'sha256:02', names: [] },
    ]);
    for (const image of images) expect(await cliApi().removeImage(image, never)).toBe(true);
    expect(calls().slice(1)).toEqual(['rmi a:1 b:2', 'rmi sha256:02']);
  });

  it('tells an image in use from one that cannot be removed', async () => {
    const image = { id: 'sha256:01', names: [] };
    docker('echo "Error response from daemon: conflict: unable to delete 01 (cannot be forced)" >&2; exit 1');
    expect(await cliApi().removeImage(image, never)).toBe(false);
    docker('echo "Error response from daemon: a disk failed" >&2; exit 1');
    await expect(cliApi().removeImage(image, never)).rejects.toThrow('a disk failed');
  });
});

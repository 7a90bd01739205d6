import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import './page-types.ts';
import { docker, launchBrowser, makeImage, openTab, removeImage, runs, traces, until } from './support.ts';

jest.setTimeout(180_000);

let folder = '';
let bundle = '';
let image = '';
let browser: Browser;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standin-cli-'));
  bundle = join(folder, 'standin.mjs');
  await build({
    entryPoints: {
      standin: join(import.meta.dirname, '../src/main.ts'),
      bed: join(import.meta.dirname, '../bed/main.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // As harsh as bundling gets: the page's script is made of functions' source text and must survive it.
    minify: true,
    keepNames: true,
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  [image, browser] = await Promise.all([makeImage(), launchBrowser()]);
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await browser.close();
  await removeImage(image);
  await rm(folder, { recursive: true });
});

/** A stand-in as a process, its temporary files in a folder of the test's. */
function standin(...args: string[]) {
  const child = spawn(process.execPath, [bundle, ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    ...told,
  }));
  return { child, told, ended };
}
const ready = (running: ReturnType<typeof standin>) =>
  until('the dashboard’s address is printed', () => {
    if (running.child.exitCode !== null) throw new Error(`it ended: ${running.told.err}`);
    return /^dashboard: (\S+)\n/m.exec(running.told.out)?.[1];
  });
const temporary = async () => (await readdir(folder)).filter((name) => name.startsWith('standin-'));

describe('standin on the command line', () => {
  it.each([
    [[], 'A verb is missing'],
    [['serve'], 'The image is missing'],
    [['serve', '--image', 'a/b', '--scenario', 'no-such-bed'], 'There is no scenario "no-such-bed"'],
  ])('ends %j with 2 and one sentence', async (args, sentence) => {
    const { code, out, err } = await standin(...args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^standin: [^\n]+\n$/);
    expect(err).toContain(sentence);
  });

  it('ends with 1 and one sentence for an image that is not there', async () => {
    const { code, err } = await standin('serve', '--image', 'standin-test/none').ended;
    expect(code).toBe(1);
    expect(err).toBe('standin: The engine has no image "standin-test/none"; build it first.\n');
    expect(await temporary()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('takes everything down on %s', async (signal) => {
    const running = standin('serve', '--image', image);
    const url = await ready(running);
    const page = await openTab(browser, url);
    await page.evaluate(() => {
      window.seen = [];
      window.ddClient.extension.host!.cli.exec('tool.sh', ['wrap'], {
        stream: {
          splitOutputLines: true,
          onOutput: (data: { stdout: string }) => window.seen?.push(data.stdout),
        },
      });
    });
    const lines = await until('the host process and its child run', () =>
      page.evaluate(() => (window.seen?.length === 2 ? (window.seen as string[]) : undefined)),
    );
    const pids = lines.map((line) => Number(line.split(' ')[1]));
    expect(pids.map(runs)).toEqual([true, true]);
    expect(await traces(image)).not.toEqual([]);
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
    expect(await traces(image)).toEqual([]);
    expect(await temporary()).toEqual([]);
    expect(pids.map(runs)).toEqual([false, false]);
    await page.context().close();
  });

  it('does not wait for a deaf service after a second signal', async () => {
    const deaf = await makeImage({
      files: {
        '/docker-compose.yaml':
          'services: {a: {image: "${DESKTOP_PLUGIN_IMAGE}", command: [sh, -c, "while :; do sleep 1; done"], stop_grace_period: 10m}}',
      },
    });
    try {
      const running = standin('serve', '--image', deaf);
      await ready(running);
      running.child.kill('SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(running.child.exitCode).toBeNull();
      running.child.kill('SIGINT');
      expect(await running.ended).toMatchObject({ code: 0 });
      expect(await traces(deaf)).toEqual([]);
    } finally {
      await removeImage(deaf);
    }
  });

  it('leaves to the next one what a killed one left behind', async () => {
    const killed = standin('serve', '--image', image);
    const page = await openTab(browser, await ready(killed));
    await page.evaluate(() => {
      window.seen = [];
      window.ddClient.extension.host!.cli.exec('tool.sh', ['wait'], {
        stream: {
          splitOutputLines: true,
          onOutput: (data: { stdout: string }) => window.seen?.push(data.stdout),
        },
      });
    });
    const pid = await until('the host process runs', () =>
      page.evaluate(() =>
        window.seen?.[0] === undefined ? undefined : Number((window.seen[0] as string).slice(4)),
      ),
    );
    killed.child.kill('SIGKILL');
    await killed.ended;
    const left = await traces(image);
    expect(left).not.toEqual([]);

    const next = standin('serve', '--image', image, '--json');
    const event = await until('the next one is ready', () => {
      if (next.child.exitCode !== null) throw new Error(`it ended: ${next.told.err}`);
      return next.told.out.endsWith('\n')
        ? (JSON.parse(next.told.out) as { type: string; url: string })
        : undefined;
    });
    expect(event).toMatchObject({
      type: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) as string,
    });
    expect(next.told.err).toContain('had left behind');
    expect(runs(pid)).toBe(false);
    expect((await traces(image)).filter((trace) => left.includes(trace) && !trace.endsWith('_kept'))).toEqual(
      [],
    );
    next.child.kill('SIGTERM');
    await next.ended;
    expect(await temporary()).toEqual([]);
    expect(await traces(image)).toEqual([]);
    await page.context().close();
  });

  it('runs in a scenario of the test bed, with an engine of its own, and takes both down', async () => {
    const tar = join(folder, 'small.tar');
    await docker('save', '--output', tar, image);
    process.env['HOSTNET_IMAGE_TAR'] = tar;
    const running = standin('serve', '--image', image, '--scenario', 'off');
    const page = await openTab(browser, await ready(running));
    const seen = await page.evaluate(async () => {
      const { cli } = window.ddClient.docker;
      const platform = await cli.exec('version', ['--format', '"{{.Server.Platform.Name}}"']);
      const containers = await cli.exec('ps', ['--quiet']);
      return {
        platform: platform.stdout.trim(),
        containers: containers.lines().filter((line) => line !== '').length,
      };
    });
    // The bed's engine passes for Docker Desktop's; this computer's own has none of it.
    expect(seen.platform).toMatch(/^Docker Desktop/);
    expect(seen.containers).toBe(1);
    expect(await traces(image)).toEqual([]);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, err: expect.not.stringContaining('bed') as string });
    expect(await temporary()).toEqual([]);
    await page.context().close();
  });

  it('installs and uninstalls in a folder', async () => {
    const state = join(folder, 'state');
    const installed = await standin('install', '--image', image, '--state', state).ended;
    expect(installed).toMatchObject({ code: 0 });
    expect(installed.out).toMatch(/^installed: \S+\n$/);
    expect(installed.err).toContain('label com.docker.extension.changelog is missing or empty.');
    expect(await traces(image)).toEqual([]);
    await docker(
      'volume',
      'create',
      '--label',
      `com.docker.compose.project=${projectOf(image)}`,
      `${projectOf(image)}_kept`,
    );
    expect(await standin('uninstall', '--image', image, '--state', state).ended).toMatchObject({ code: 0 });
    expect(await readdir(join(state, 'extensions'))).toEqual([]);
    expect(await traces(image)).toEqual([]);
  });
});

function projectOf(reference: string): string {
  return `${reference.replace('/', '_').replace(':latest', '')}-desktop-extension`;
}

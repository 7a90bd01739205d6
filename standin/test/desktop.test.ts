import { readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startStandin, type Standin } from '../src/index.ts';
import './page-types.ts';
import { launchBrowser, makeImage, openTab, removeImage, runs, traces, until } from './support.ts';

jest.setTimeout(120_000);

let browser: Browser;
let image = '';
let standin: Standin;
let page: Page;
let orphan = 0;

beforeAll(async () => {
  image = await makeImage();
  [browser, standin] = await Promise.all([
    launchBrowser(),
    startStandin({ image, chooseFiles: (properties) => (properties === 'none' ? [] : ['/chosen']) }),
  ]);
});
afterAll(async () => {
  await browser.close();
  expect(await standin.stop()).toEqual([]);
  if (orphan !== 0) expect(runs(orphan)).toBe(false);
  expect(await traces(image)).toEqual([]);
  await removeImage(image);
});
beforeEach(async () => {
  page = await openTab(browser, standin.url);
});
afterEach(() => page.context().close());

/** Runs a host command in the page to its end; a rejection comes back as the plain data of it. */
const hostExec = (cmd: string, args: string[], options?: { cwd?: string; env?: Record<string, string> }) =>
  page.evaluate(
    async ([command, words, more]) => {
      try {
        const result = await window.ddClient.extension.host!.cli.exec(command, words, more);
        return { result: { ...result, lines: result.lines() } };
      } catch (error) {
        const isError = error instanceof Error;
        return { isError, error: isError ? error.message : (error as Record<string, unknown>) };
      }
    },
    [cmd, args, options] as const,
  );

/** Starts a streaming host command; everything it reports goes to window.seen. */
const stream = (cmd: string, args: string[], splitOutputLines?: boolean) =>
  page.evaluate(
    ([command, words, split]) => {
      window.seen = [];
      const seen = window.seen;
      const running = window.ddClient.extension.host!.cli.exec(command, words, {
        stream: {
          onOutput: (data: object) => seen.push(data),
          onError: (error: unknown) => seen.push({ error: error instanceof Error ? error.message : error }),
          onClose: (code: unknown) => seen.push({ close: code }),
          ...(split === undefined ? {} : { splitOutputLines: split }),
        },
      });
      window.running = running;
      return { atOnce: typeof running.close, isPromise: 'then' in running };
    },
    [cmd, args, splitOutputLines] as const,
  );
interface Seen {
  stdout?: string;
  stderr?: string;
  error?: unknown;
  close?: unknown;
}
const seen = () => page.evaluate(() => window.seen as Seen[]);
const ended = () =>
  until('the stream has ended', async () => {
    const all = await seen();
    return all.some((entry) => 'close' in entry || 'error' in entry) ? all : undefined;
  });

describe('the page', () => {
  it('has the client and both themes before the app’s modules run', async () => {
    await expect(page.locator('#told').textContent()).resolves.toBe('object object object ');
  });

  it('is told of the computer and the image', async () => {
    const told = await page.evaluate(() => {
      const { platform, arch, hostname: name } = window.ddClient.host;
      return { platform, arch, name, image: window.ddClient.extension.image };
    });
    expect(told).toEqual({ platform: process.platform, arch: process.arch, name: hostname(), image });
  });

  it('finds the token gone from its address, and itself not at the root', () => {
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ui\/index\.html$/);
  });

  it('cannot change what the desktop gave it', async () => {
    const outcome = await page.evaluate(() => {
      'use strict';
      const tries = [
        () => Object.assign(window, { ddClient: 1 }),
        () => Object.assign(window.ddClient.host, { platform: 'x' }),
        () => Object.assign(window.ddClient.docker.cli, { exec: 1 }),
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return 'changed';
        } catch {
          return 'refused';
        }
      });
    });
    expect(outcome).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('host.cli.exec without a stream', () => {
  it('joins its words with spaces and hands them to a shell', async () => {
    const { result } = await hostExec('tool.sh', [
      'args',
      '$((1+2))',
      '"a b"',
      'c  d',
      '&&',
      'echo',
      'chained',
    ]);
    expect(result).toMatchObject({ stdout: '[3][a b][c][d]chained\n', stderr: '' });
  });

  it('yields lines, an end of line at the end being an empty last one', async () => {
    const { result } = await hostExec('tool.sh', ['lines', ';', 'echo']);
    expect(result).toMatchObject({ lines: ['one', 'two', '', 'three', ''], stderr: 'warn\n' });
  });

  it('rejects with a plain object, no Error, when the exit code is not zero', async () => {
    const { isError, error } = await hostExec('tool.sh', ['fail', '3']);
    expect(isError).toBe(false);
    const { cmd, ...rest } = error as Record<string, unknown>;
    expect(cmd).toMatch(/\/host\/tool\.sh fail 3$/);
    expect(rest).toEqual({
      killed: false,
      code: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('takes 1 MiB of output and rejects one byte more', async () => {
    const whole = await hostExec('tool.sh', ['big', '1048576']);
    expect(String(whole.result?.stdout)).toHaveLength(1_048_576);
    const { error } = await hostExec('tool.sh', ['big', '1048577']);
    expect(error).toMatchObject({ code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' });
  });

  it('runs in an empty folder of no use, unless told otherwise', async () => {
    const { result } = await hostExec('tool.sh', ['where']);
    expect(result?.lines).toEqual([expect.stringMatching(/\/nowhere$/), '0', '']);
    const told = await hostExec('tool.sh', ['where'], { cwd: '/' });
    expect(told.result?.lines).toEqual(['/', expect.stringMatching(/\d+/), '']);
  });

  it('has a bare PATH, the given variables and no engine address', async () => {
    const { result } = await hostExec('tool.sh', ['env'], { env: { MINE: 'yes' } });
    expect(result?.stdout).toBe('/usr/bin:/bin:/usr/sbin:/sbin|yes|unset');
  });

  it.each(['ls', '/bin/ls', './tool.sh', '../host/tool.sh', 'tool', 'tool.sh; ls', ''])(
    'does not find %p',
    async (cmd) => {
      expect(await hostExec(cmd, ['x'])).toEqual({ isError: true, error: 'extension binary not found' });
    },
  );

  it('rejects what is no list of words', async () => {
    const { error } = await hostExec('tool.sh', 'args' as never);
    expect(error).toMatch(/ERROR_INVALID_ARG_TYPE/);
  });
});

describe('host.cli.exec with a stream', () => {
  it('returns a process at once and passes words verbatim', async () => {
    expect(await stream('tool.sh', ['args', '$HOME', '"a b"', 'c  d', ';'])).toEqual({
      atOnce: 'function',
      isPromise: false,
    });
    const all = await ended();
    expect(all.map((entry) => entry.stdout ?? '').join('')).toBe('[$HOME]["a b"][c  d][;]');
    expect(all.at(-1)).toEqual({ close: 0 });
  });

  it('splits lines when asked, the last one without its end too', async () => {
    await stream('tool.sh', ['lines'], true);
    const all = await ended();
    expect(all.filter((entry) => entry.stdout !== undefined)).toEqual([
      { stdout: 'one' },
      { stdout: 'two' },
      { stdout: '' },
      { stdout: 'three' },
    ]);
    expect(all).toContainEqual({ stderr: 'warn' });
  });

  it('cuts chunks anywhere otherwise', async () => {
    await stream('tool.sh', ['lines']);
    const out = (await ended()).flatMap((entry) => entry.stdout ?? []);
    expect(out.join('')).toBe('one\ntwo\n\nthree');
    expect(out.length).toBeGreaterThan(1);
  });

  it('reports the exit code, after all output', async () => {
    await stream('tool.sh', ['fail', '7'], true);
    const all = await ended();
    expect(all.at(-1)).toEqual({ close: 7 });
    expect(all).toHaveLength(3);
  });

  it('carries more than a buffer', async () => {
    await stream('tool.sh', ['big', '3000000']);
    const all = await ended();
    expect(all.reduce((sum, entry) => sum + (entry.stdout?.length ?? 0), 0)).toBe(3_000_000);
  });

  it('reports a program that is not there', async () => {
    await stream('ls', []);
    expect(await ended()).toEqual([{ error: 'extension binary not found' }]);
  });

  const firstPid = () =>
    until('the process told its number', async () => {
      const line = (await seen()).find((entry) => entry.stdout?.startsWith('pid ') === true);
      return line === undefined ? undefined : Number(line.stdout?.slice(4));
    });

  it('is ended with SIGTERM by close()', async () => {
    await stream('tool.sh', ['wait'], true);
    const pid = await firstPid();
    expect(runs(pid)).toBe(true);
    await page.evaluate(() => window.running?.close());
    expect((await ended()).at(-1)).toEqual({ close: null });
    expect(runs(pid)).toBe(false);
  });

  it('is ended by close() called in the same breath', async () => {
    await page.evaluate(() => {
      window.seen = [];
      const cli = window.ddClient.extension.host!.cli;
      cli
        .exec('tool.sh', ['wait'], {
          stream: { onClose: (code: unknown) => window.seen?.push({ close: code }) },
        })
        .close();
    });
    expect(await ended()).toEqual([{ close: null }]);
  });

  it.each([
    ['reloaded', () => page.reload()],
    ['left for another address', () => page.goto('about:blank')],
    ['closed', () => page.close()],
  ])('is ended when the page is %s', async (_, leave) => {
    await stream('tool.sh', ['wait'], true);
    const pid = await firstPid();
    await leave();
    await until('the process has ended', () => (runs(pid) ? undefined : true));
  });

  // Only the shell between is signalled: where /bin/sh does not replace itself by its last command (dash), the command
  // lives on, under Docker Desktop too. Here it ends with the stand-in at the latest.
  it('ends the shell of a command that does not stream when the page is left, and the rest with the stand-in', async () => {
    const file = join(tmpdir(), `standin-note-${process.pid}`);
    await page.evaluate((path) => {
      window.ddClient.extension.host?.cli.exec('tool.sh', ['note', path]).catch(() => undefined);
    }, file);
    const pid = await until('the process runs', async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.endsWith('\n') ? Number(text) : undefined;
    });
    await rm(file);
    const shell = Number(/^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
    const replaced = shell === process.pid;
    await page.goto('about:blank');
    await until('the shell has ended', () => (runs(replaced ? pid : shell) ? undefined : true));
    orphan = pid;
  });
});

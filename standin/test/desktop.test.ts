import { hostname } from 'node:os';
import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';

jest.setTimeout(120_000);

const tab = useStandin('a page each');

/** Runs a host command in the page to its end; a rejection comes back as the plain data of it. */
const hostExec = (cmd: string, args: string[], options?: { cwd?: string; env?: Record<string, string> }) =>
  tab.page.evaluate(
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

describe('the page', () => {
  it('has the client and both themes before the app’s modules run', async () => {
    await expect(tab.page.locator('#told').textContent()).resolves.toBe('object object object ');
  });

  it('is told of the computer and the image', async () => {
    const told = await tab.page.evaluate(() => {
      const { platform, arch, hostname: name } = window.ddClient.host;
      return { platform, arch, name, image: window.ddClient.extension.image };
    });
    expect(told).toEqual({
      platform: process.platform,
      arch: process.arch,
      name: hostname(),
      image: tab.image,
    });
  });

  it('finds the token gone from its address, and itself not at the root', () => {
    expect(tab.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ui\/index\.html$/);
  });

  it('cannot change what the desktop gave it', async () => {
    const outcome = await tab.page.evaluate(() => {
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

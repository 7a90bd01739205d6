import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';
import { runs, until } from './support.ts';

jest.setTimeout(120_000);

let orphan = 0;
const tab = useStandin('a page each');
// Jest runs these in the order of their definition: the harness has stopped the stand-in by now.
afterAll(() => {
  if (orphan !== 0) expect(runs(orphan)).toBe(false);
});

/** Starts a streaming host command; everything it reports goes to window.seen. */
const stream = (cmd: string, args: string[], splitOutputLines?: boolean) =>
  tab.page.evaluate(
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
const seen = () => tab.page.evaluate(() => window.seen as Seen[]);
const ended = () =>
  until('the stream has ended', async () => {
    const all = await seen();
    return all.some((entry) => 'close' in entry || 'error' in entry) ? all : undefined;
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
    await tab.page.evaluate(() => window.running?.close());
    expect((await ended()).at(-1)).toEqual({ close: null });
    expect(runs(pid)).toBe(false);
  });

  it('is ended by close() called in the same breath', async () => {
    await tab.page.evaluate(() => {
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
    ['reloaded', () => tab.page.reload()],
    ['left for another address', () => tab.page.goto('about:blank')],
    ['closed', () => tab.page.close()],
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
    await tab.page.evaluate((path) => {
      window.ddClient.extension.host?.cli.exec('tool.sh', ['note', path]).catch(() => undefined);
    }, file);
    const pid = await until('the process runs', async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.endsWith('\n') ? Number(text) : undefined;
    });
    await rm(file);
    const shell = Number(/^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
    const replaced = shell === process.pid;
    await tab.page.goto('about:blank');
    await until('the shell has ended', () => (runs(replaced ? pid : shell) ? undefined : true));
    orphan = pid;
  });
});

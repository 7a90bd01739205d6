import { answers, fakeExec } from '../../test/fake-exec.ts';
import { collect } from './collect.ts';

const options = (over: Partial<Parameters<typeof collect>[3]> = {}) => ({
  signal: new AbortController().signal,
  timeoutMs: 5000,
  ...over,
});

describe('collect', () => {
  it('returns all lines and the code, and leaves words as they are', async () => {
    const { exec, started } = fakeExec(answers(() => ({ stdout: 'a\nb', stderr: 'warn', code: 3 })));
    await expect(collect(exec, 'version', ['--format', '{{json .}}'], options())).resolves.toEqual({
      code: 3,
      stdout: 'a\nb',
      stderr: 'warn',
    });
    expect(started[0]?.args).toEqual(['--format', '{{json .}}']);
  });

  it('splits pieces of hosts that do not split lines themselves', async () => {
    const { exec } = fakeExec({
      onStart: (process) => {
        process.stdout('one\r\ntwo\n');
        process.end(0);
      },
    });
    await expect(collect(exec, 'x', [], options())).resolves.toMatchObject({ stdout: 'one\ntwo' });
  });

  it('closes a command that takes too long', async () => {
    const { exec, started } = fakeExec({ onStart: () => undefined });
    await expect(collect(exec, 'info', [], options({ timeoutMs: 20 }))).rejects.toMatchObject({
      kind: 'timed-out',
    });
    expect(started[0]?.closed).toBe(true);
  });

  it('closes a command that is cancelled', async () => {
    const abort = new AbortController();
    const { exec, started } = fakeExec({ onStart: () => abort.abort() });
    await expect(collect(exec, 'info', [], options({ signal: abort.signal }))).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(started[0]?.closed).toBe(true);
  });

  it('starts nothing when it is cancelled already', async () => {
    const { exec, started } = fakeExec({ onStart: () => undefined });
    await expect(collect(exec, 'info', [], options({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(started).toHaveLength(0);
  });

  it.each([
    ['tells it later', fakeExec({ onStart: (process) => process.error({ code: 'ENOENT' }) }).exec, 'ENOENT'],
    [
      'throws',
      () => {
        throw new Error('extension binary not found');
      },
      'extension binary not found',
    ],
    ['rejects', (() => Promise.reject(new Error('no such file'))) as never, 'no such file'],
  ])('says that a command did not start when the host %s', async (_how, exec, message) => {
    await expect(collect(exec, 'hostnet-helper', [], options())).rejects.toMatchObject({
      kind: 'not-started',
      message,
    });
  });
});

import { answers, fakeExec } from '../../test/fake-exec.ts';
import { removeRun } from './leftovers.ts';

const signal = new AbortController().signal;
const words = (started: readonly { command: string; args: readonly string[] }[]) =>
  started.map(({ command, args }) => [command, ...args].join(' '));

it('removes what carries the run’s label, and asks for nothing else', async () => {
  const { exec, started } = fakeExec(
    answers((asked) => ({ stdout: asked.startsWith('ps') ? 'id1\nid2' : '' })),
  );
  await removeRun(exec, 'abc', signal);
  expect(words(started)).toEqual([
    'ps --all --quiet --no-trunc --filter label=hostnet.run=abc',
    'rm --force id1 id2',
  ]);
});

it('removes nothing where nothing is left', async () => {
  const { exec, started } = fakeExec(answers(() => ({ stdout: '' })));
  await removeRun(exec, 'abc', signal);
  expect(started).toHaveLength(1);
});

it('throws what the engine says', async () => {
  const { exec } = fakeExec(answers(() => ({ stderr: 'no engine', code: 1 })));
  await expect(removeRun(exec, 'abc', signal)).rejects.toThrow('no engine');
});

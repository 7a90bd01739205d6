import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Returns what the project's own ESLint rules without types say of a text, as if it stood in a script. */
async function said(text: string): Promise<string[]> {
  const [result] = await new ESLint({ cwd: root }).lintText(text, {
    filePath: `${root}/scripts/scratch.mjs`,
  });
  return result?.messages.map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`) ?? [];
}

describe('the lint rules', () => {
  it.each([
    ['AbortSignal.any([a, b]);'],
    ['AbortSignal.timeout(5);'],
    ['const { timeout } = AbortSignal;'],
    ["AbortSignal['any']([a]);"],
  ])('W01: refuse a time limit that nobody holds: %s', async (text) => {
    expect(await said(text)).toEqual([expect.stringMatching(/^no-restricted-properties: .*timeLimited/)]);
  });

  it('let a limit pass that has an owner', async () => {
    expect(await said('AbortSignal.abort(); setTimeout(() => stop.abort(), 5);')).toEqual([]);
  });

  it('refuse an object literal that is spread into another, which only packs lines', async () => {
    expect(await said('export const a = { ...{ b: 1, c: 2 }, d: 3 };')).toEqual([
      expect.stringMatching(/^no-restricted-syntax: .*packs lines/),
    ]);
    expect(await said('export const a = { ...(1 > 0 ? { b: 1 } : {}), d: 3 };')).toEqual([]);
  });
});

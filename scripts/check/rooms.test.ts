import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOMS } from './room-rules.mjs';
import { readRooms } from './rooms.mjs';

/** One arrow that a rule forbids: a file, and what it imports. */
const BROKEN: readonly (readonly [rule: string, from: string, to: string])[] = [
  ...ROOMS.slice(0, -1).map(
    (room, at) =>
      [`core-${room}-points-down`, `core/src/${room}/a.ts`, `core/src/${ROOMS[at + 1] ?? ''}/b.ts`] as const,
  ),
  ['core-doors-are-for-others', 'core/src/words/a.ts', 'core/src/index.ts'],
  ['fixtures-are-for-tests', 'cli/src/a.ts', 'core/src/testing.ts'],
  ['core-uses-its-own', 'core/src/words/a.ts', 'ui/src/b.ts'],
  ['node-uses-its-own', 'node/src/a.ts', 'cli/src/b.ts'],
  ['probe-node-uses-its-own', 'probe/node/src/a.ts', 'core/src/judge/b.ts'],
  ['backend-uses-its-own', 'backend/src/a.ts', 'ui/src/b.ts'],
  ['cli-uses-its-own', 'cli/src/a.ts', 'backend/src/b.ts'],
  ['ui-uses-its-own', 'ui/src/app/a.ts', 'node/src/b.ts'],
  ['ui-features-stay-apart', 'ui/src/features/ports/a.ts', 'ui/src/features/history/b.ts'],
  ['ui-features-use-shared-alone', 'ui/src/features/ports/a.ts', 'ui/src/app/b.ts'],
  ['ui-features-use-shared-alone', 'ui/src/features/ports/a.ts', 'ui/src/adapters/b.ts'],
  ['ui-shared-uses-no-other-room', 'ui/src/shared/a.ts', 'ui/src/features/ports/b.ts'],
  ['ui-adapters-use-no-other-room', 'ui/src/adapters/a.ts', 'ui/src/shared/b.ts'],
  ['ui-knows-four-rooms', 'ui/src/app/a.ts', 'ui/src/model/b.ts'],
  ['standin-uses-its-own', 'standin/src/a.ts', 'cli/src/b.ts'],
];

describe('readRooms', () => {
  let root = '';
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'hostnet-rooms-'))));
  afterEach(() => rm(root, { recursive: true }));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const pathTo = (from: string, to: string) => `${'../'.repeat(from.split('/').length - 1)}${to}`;
  const rules = async (...places: string[]) =>
    (await readRooms(root, places)).problems.map((problem) => problem.replace(/:.*/, ''));

  it.each(BROKEN)('fails on an arrow against %s', async (rule, from, to) => {
    await write(from, `import { b } from '${pathTo(from, to)}';\nexport const a = b;\n`);
    await write(to, 'export const b = 1;\n');
    expect(await rules(from, to)).toEqual([rule]);
  });

  it('fails on an arrow that carries types alone', async () => {
    await write('core/src/words/a.ts', "import type { B } from '../judge/b.ts';\nexport type A = B;\n");
    await write('core/src/judge/b.ts', 'export type B = string;\n');
    expect(await rules('core/src')).toEqual(['core-words-points-down']);
  });

  it.each(['core/src/run', 'cli/src', 'ui/src/shared', 'backend/src', 'standin/bed'])(
    'fails on a circle of files in %s, and counts it',
    async (folder) => {
      await write(`${folder}/a.ts`, "import { b } from './b.ts';\nexport const a = () => b;\n");
      await write(`${folder}/b.ts`, "import { a } from './a.ts';\nexport const b = () => a;\n");
      expect(new Set(await rules(folder))).toEqual(new Set(['no-circle']));
    },
  );

  it('fails on a module of Node in core', async () => {
    await write(
      'core/src/facts/a.ts',
      "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
    );
    expect(await rules('core/src')).toEqual(['core-is-pure']);
  });

  it('allows what points down, and tests that reach anywhere', async () => {
    await write('core/src/judge/a.ts', "import { b } from '../words/b.ts';\nexport const a = b;\n");
    await write('core/src/words/b.ts', 'export const b = 1;\n');
    await write('core/src/words/b.test.ts', "import { a } from '../judge/a.ts';\nexpect(a).toBe(1);\n");
    const seen = await readRooms(root, ['core/src']);
    expect(seen.problems).toEqual([]);
    expect(seen.note).toBe('core: 2 rooms, 1 arrows; 0 circles anywhere');
  });
});

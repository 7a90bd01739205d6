import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { catalogueProblems, writeIndex } from './catalogue.mjs';

// Follows "Add a check" of CONTRIBUTING.md, step by step, in a copy of what `npm run check` reads for it.
describe('"Add a check" of CONTRIBUTING.md', () => {
  let root = '';
  const place = () => ({ judge: join(root, 'core/src/judge'), pages: join(root, 'docs/checks') });
  const file = (name: string) => join(root, 'core/src/judge/checks/feature', name);
  const registry = () => join(root, 'core/src/judge/checks/registry.ts');

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostnet-add-a-check-'));
    for (const path of ['core', 'docs/checks', 'tsconfig.base.json', 'package.json'])
      await cp(at(path), join(root, path), { recursive: true });
    await symlink(at('node_modules'), join(root, 'node_modules'));
    const guide = await readFile(at('CONTRIBUTING.md'), 'utf8');
    const [, check] = /^ {3}```ts\n([\s\S]*?)^ {3}```$/m.exec(guide) ?? [];
    await mkdir(join(root, 'core/src/judge/checks/feature'), { recursive: true });
    await writeFile(file('engine-is-old.ts'), (check ?? '').replaceAll(/^ {3}/gm, ''));
    await writeFile(
      file('engine-is-old.test.ts'),
      `describe('HN0198', () => { it('fires', () => undefined); it('stays silent', () => undefined); });\n`,
    );
    await writeFile(join(root, 'docs/checks/HN0198.md'), '# HN0198 This Docker Engine is older than 20.10\n');
    const text = await readFile(registry(), 'utf8');
    await writeFile(
      registry(),
      `import { engineIsOld } from './feature/engine-is-old.ts';\n${text.replace('  cgroupV1,\n', '  engineIsOld,\n  cgroupV1,\n')}`,
    );
    await writeIndex(place());
  }, 120_000);
  afterAll(() => rm(root, { recursive: true }));

  it('gives a check that npm run check finds nothing wrong with', async () => {
    expect(await catalogueProblems(place())).toEqual([]);
  });

  it('gives a check whose types are right', async () => {
    const tsc = [at('node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'core', '--pretty', 'false'];
    const { code, stdout } = await run(process.execPath, tsc, { cwd: root });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  }, 240_000);

  it.each<[string, () => string, RegExp]>([
    ['the check', () => file('engine-is-old.ts'), /could not|Could not|registry|HN0198/],
    ['its test', () => file('engine-is-old.test.ts'), /HN0198: there is no .*engine-is-old\.test\.ts/],
    ['its page', () => join(root, 'docs/checks/HN0198.md'), /HN0198: there is no docs\/checks\/HN0198\.md/],
  ])('fails without %s', async (_, path, problem) => {
    const text = await readFile(path(), 'utf8');
    await rm(path());
    try {
      const problems = await catalogueProblems(place()).catch((error: unknown) => [String(error)]);
      expect(problems.join('\n')).toMatch(problem);
    } finally {
      await writeFile(path(), text);
    }
  });

  it.each<[string, () => string, RegExp, string]>([
    [
      'its line in the registry',
      registry,
      /^ {2}engineIsOld,\n/m,
      'HN0198 is in no registry (core/src/judge/checks/registry.ts',
    ],
    [
      'its row in the list',
      () => join(root, 'docs/checks/README.md'),
      /^\| \[HN0198\].*\n/m,
      'docs/checks/README.md is not the list of the catalogue',
    ],
  ])('fails without %s', async (_, path, line, problem) => {
    const text = await readFile(path(), 'utf8');
    expect(text).toMatch(line);
    await writeFile(path(), text.replace(line, ''));
    try {
      expect((await catalogueProblems(place())).join('\n')).toContain(problem);
    } finally {
      await writeFile(path(), text);
    }
  });
});

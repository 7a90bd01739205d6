import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueProblems, writeIndex } from './catalogue.mjs';

const CATALOGUE = `export const CATALOGUE = [
  { code: 'HN0101', name: 'one', severity: 'error', title: 'One is so' },
  { code: 'HN0102', name: 'two', severity: 'info', title: 'Two of {n}' },
  { code: 'HN0601', name: 'six', severity: 'info', title: 'Six is a rule' },
] as const;`;
const TEST = (code: string) => `describe('${code}', () => { it('fires', f); it('stays silent', g); });`;

describe('catalogueProblems', () => {
  let root = '';
  const place = () => ({ judge: join(root, 'judge'), pages: join(root, 'pages') });
  const write = (path: string, text: string) => writeFile(join(root, path), text);
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostnet-catalogue-'));
    await mkdir(join(root, 'judge/checks/feature'), { recursive: true });
    await mkdir(join(root, 'judge/checks/compose'));
    await mkdir(join(root, 'pages'));
    await write('judge/catalogue.ts', CATALOGUE);
    for (const [code, name, title, folder] of [
      ['HN0101', 'one', 'One is so', 'judge/checks/feature'],
      ['HN0102', 'two', 'Two of some', 'judge/checks/feature'],
      ['HN0601', 'six', 'Six is a rule', 'judge/checks/compose'],
    ] as const) {
      await write(`${folder}/${name}.ts`, `entry({\n  code: '${code}',\n});`);
      await write(`${folder}/${name}.test.ts`, TEST(code));
      await write(`pages/${code}.md`, `# ${code} ${title}\n`);
    }
    await writeIndex(place());
  });
  afterEach(() => rm(root, { recursive: true }));

  it('finds nothing where all stand together', async () => {
    expect(await catalogueProblems(place())).toEqual([]);
  });

  it.each<[string, () => Promise<void>, string]>([
    ['a missing page', () => rm(join(root, 'pages/HN0101.md')), 'HN0101: there is no docs/checks/HN0101.md'],
    [
      'an orphan page',
      () => write('pages/HN0999.md', '# HN0999 x'),
      'docs/checks/HN0999.md: no such code in the catalogue',
    ],
    [
      'a heading that drifted',
      () => write('pages/HN0101.md', '# HN0101 Another'),
      'docs/checks/HN0101.md: first heading is "# HN0101 Another", expected "# HN0101 One is so"',
    ],
    [
      'a heading without a title',
      () => write('pages/HN0102.md', '# HN0102\n'),
      'docs/checks/HN0102.md: first heading is "# HN0102", expected "# HN0102 Two of {n}"',
    ],
    [
      'a missing check',
      () => rm(join(root, 'judge/checks/feature/one.ts')),
      'HN0101: no file one.ts below core/src/judge has its entry',
    ],
    [
      'a missing test',
      () => rm(join(root, 'judge/checks/feature/one.test.ts')),
      'HN0101: there is no core/src/judge/checks/feature/one.test.ts',
    ],
    [
      'a test that only fires',
      () => write('judge/checks/feature/one.test.ts', `it('HN0101 fires', f);`),
      'core/src/judge/checks/feature/one.test.ts has no case whose name says "stays silent"',
    ],
    [
      'a test of another code',
      () => write('judge/checks/feature/one.test.ts', TEST('HN0102')),
      'core/src/judge/checks/feature/one.test.ts never mentions HN0101',
    ],
    [
      'a missing rule for Compose files',
      () => rm(join(root, 'judge/checks/compose/six.ts')),
      'HN0601: no file six.ts below core/src/judge has its entry',
    ],
    [
      'a check that nobody registered',
      () => write('judge/checks/feature/three.ts', `entry({\n  code: 'HN0103',\n});`),
      'core/src/judge/checks/feature/three.ts: HN0103 is in no registry (core/src/judge/checks/registry.ts, for Compose files compose/registry.ts), so it never runs',
    ],
    [
      'a list without a row',
      () => write('pages/README.md', '# Checks'),
      'docs/checks/README.md is not the list of the catalogue: run `npm run check -- --write`',
    ],
    [
      'a code given twice',
      () => write('judge/catalogue.ts', CATALOGUE.replace('HN0102', 'HN0101')),
      'the code HN0101 stands twice in the catalogue',
    ],
  ])('finds %s', async (_, spoil, problem) => {
    await spoil();
    expect(await catalogueProblems(place())).toContain(problem);
  });

  it('throws where there is no catalogue to read', async () => {
    await write('judge/catalogue.ts', 'export const OTHER = 1;');
    await expect(catalogueProblems(place())).rejects.toThrow('exports no CATALOGUE array');
  });
});

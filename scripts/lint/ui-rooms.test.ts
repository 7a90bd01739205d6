import { ESLint } from 'eslint';
import { at } from '../lib/paths.mjs';

/** Our own rules as the repository's configuration sets them; types are not needed for them. */
const eslint = new ESLint({
  cwd: at(),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => /^(hostnet\/|no-restricted-)/.test(ruleId),
});

async function wrong(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: at(`ui/src/${file}`) });
  return (result?.messages ?? []).map(({ message }) => message);
}

/** The configuration and its parser are loaded with the first file. */
beforeAll(() => wrong('app/App.tsx', ''), 120_000);

const FEATURE = 'features/ports/Ports.tsx';
const DEEP = 'features/ports/look/use-look.ts';

it.each([
  [FEATURE, '../history/History.tsx', 'features do not import one another: ports imports history.'],
  [DEEP, '../../history/runs.ts', 'features do not import one another: ports imports history.'],
  [DEEP, './../../history/runs.ts', 'features do not import one another: ports imports history.'],
  [FEATURE, '../../app/tabs.ts', 'features imports shared alone, and not app.'],
  [FEATURE, '../../adapters/desktop.ts', 'features imports shared alone, and not adapters.'],
  ['shared/page/surface.ts', '../../app/App.tsx', 'shared imports no other room, and not app.'],
  [
    'shared/run/runner.ts',
    '../../features/ports/plural.ts',
    'shared imports no other room, and not features.',
  ],
  ['shared/run/runner.ts', '../../adapters/client.ts', 'shared imports no other room, and not adapters.'],
  ['adapters/engine.ts', '../app/App.tsx', 'adapters imports no other room, and not app.'],
  ['adapters/engine.ts', '../features/ports/plural.ts', 'adapters imports no other room, and not features.'],
  ['adapters/engine.ts', '../shared/controls/names.ts', 'adapters imports no other room, and not shared.'],
  ['app/App.tsx', '../model/x.ts', 'app imports features, shared, adapters alone, and not model.'],
  ['app/App.tsx', '../../test/fixtures.ts', 'ui/src imports no file outside of it: ui/test/fixtures.ts.'],
  ['app/App.tsx', '../../../core/src/words.ts', 'ui/src imports no file outside of it: core/src/words.ts.'],
])('%s may not import %s, in whatever form', async (file, target, why) => {
  for (const text of [
    `import { a } from '${target}';`,
    `import type { A } from '${target}';`,
    `export { a } from '${target}';`,
    `export * from '${target}';`,
    `void import('${target}');`,
  ])
    expect(await wrong(file, text)).toContain(why);
});

it.each([
  [FEATURE, './look/use-look.ts'],
  [DEEP, '../plural.ts'],
  [DEEP, '../../../shared/page/surface.ts'],
  ['app/tabs.ts', '../features/ports/Ports.tsx'],
  ['app/main.tsx', '../adapters/desktop.ts'],
  ['shared/findings/Findings.tsx', '../controls/Card.tsx'],
  ['features/ports/Ports.test.tsx', '../../../test/page.tsx'],
])('%s may import %s', async (file, target) => {
  expect(await wrong(file, `import '${target}';`)).toEqual([]);
});

it('knows no room but its four', async () => {
  const rooms = 'of ui/src: they are app, features, shared, adapters.';
  expect(await wrong('model/x.ts', '')).toEqual([`model is no room ${rooms}`]);
  expect(await wrong('x.ts', '')).toEqual([`The root is no room ${rooms}`]);
});

it('sees a circle, also one that is closed by a type or by import()', async () => {
  const circle =
    'This import closes a circle: ui/src/shared/controls/ToneChip.tsx → ui/src/shared/controls/ProblemCard.tsx → ui/src/shared/controls/ToneChip.tsx.';
  for (const text of [
    "import { ProblemCard } from './ProblemCard.tsx';",
    "import type { ProblemCard } from './ProblemCard.tsx';",
    "void import('./ProblemCard.tsx');",
  ])
    expect(await wrong('shared/controls/ToneChip.tsx', text)).toEqual([circle]);
  expect(await wrong('shared/controls/ToneChip.tsx', "import './ToneChip.tsx';")).toHaveLength(1);
  expect(await wrong('shared/controls/ToneChip.tsx', "import './looks.ts';")).toEqual([]);
});

it('reaches Docker Desktop’s client in the adapters alone', async () => {
  const text = "import { createDockerDesktopClient } from '@docker/extension-api-client';";
  expect(await wrong(FEATURE, text)).toHaveLength(1);
  expect(await wrong('adapters/client.ts', text)).toEqual([]);
});

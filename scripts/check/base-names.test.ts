import { sharedNames } from './base-names.mjs';
import { trackedFiles } from './files.mjs';

describe('sharedNames', () => {
  it('finds a name that two files of core have', () => {
    expect(sharedNames(['core/src/compose/ports.ts', 'core/src/show/ports.ts', 'cli/src/ports.ts'])).toEqual([
      'core/src/compose/ports.ts and core/src/show/ports.ts share a name; say in each what it is',
    ]);
  });

  it('passes tests beside their code, and the same thing of two areas', () => {
    const files = ['core/src/judge/checks/registry.ts', 'core/src/judge/checks/compose/registry.ts'];
    expect(sharedNames([...files, 'core/src/a/x.ts', 'core/src/a/x.test.ts'])).toEqual([]);
  });

  it('finds none in this repository', async () => {
    expect(sharedNames(await trackedFiles())).toEqual([]);
  });
});

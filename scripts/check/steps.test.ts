import { machineProblemsIn } from './machine.mjs';
import { runSteps } from './steps.mjs';

describe('runSteps', () => {
  const steps = (run: () => Promise<string[]>) => [{ name: 'one', run }];
  const lines = async (run: () => Promise<string[]>): Promise<[number, string[]]> => {
    const printed: string[] = [];
    const code = await runSteps(steps(run), (line) => printed.push(line.replace(/\d+\.\d s/, 'T')));
    return [code, printed];
  };

  it('ends with 0 when nothing was found', async () => {
    expect(await lines(() => Promise.resolve([]))).toEqual([0, ['✓ one        T']]);
  });

  it('ends with 1 and shows every line of what was found', async () => {
    expect(await lines(() => Promise.resolve(['a\nb']))).toEqual([1, ['✗ one        T', '    a\n    b']]);
  });

  it('counts a step that throws as failed', async () => {
    expect(await lines(() => Promise.reject(new Error('no')))).toEqual([
      1,
      ['✗ one        T', '    this step could not run: no'],
    ]);
  });
});

/** In parts, so that the check does not find its own test. */
const FOLDER = ['', 'work', ''].join('/');
const REGISTRY = ['registry', 'npmjs'].join('.');

describe('machineProblemsIn', () => {
  it('finds a machine path and a registry host, with the line', () => {
    expect(machineProblemsIn('a.md', `ok\ncd ${FOLDER}x\nhttps://${REGISTRY}.org/`)).toEqual([
      `a.md:2 names a path of one machine (${FOLDER}); take it out`,
      `a.md:3 names a registry host (${REGISTRY}); take it out`,
    ]);
  });

  it('passes ordinary text and binary files', () => {
    expect(machineProblemsIn('a.md', 'frame/work and /workspace')).toEqual([]);
    expect(machineProblemsIn('a.png', `\0${FOLDER}`)).toEqual([]);
  });
});

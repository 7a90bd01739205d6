import { writeFileSync } from 'node:fs';
import { bedPlace, plainPlace, type RealPlace } from './places.ts';
import { buildProgram, type ProgramFolder } from './program.ts';
import { runTruth } from './run.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** `npm run test:truth`: as many scenarios as are wanted, on both places. */
describe('every answer is what was put there', () => {
  let program: ProgramFolder;
  let plain: RealPlace;
  let bed: RealPlace;

  beforeAll(async () => {
    program = await buildProgram();
    plain = await plainPlace(program);
    bed = await bedPlace(program);
  }, 240_000);
  afterAll(async () => {
    await plain.stop();
    await bed.stop();
    program.remove();
  }, 120_000);

  it('in generated scenarios', async () => {
    const outcome = await runTruth(
      { plain, bed },
      {
        seed: number('HOSTNET_TRUTH_SEED', 1),
        count: number('HOSTNET_TRUTH_COUNT', 200),
        shrinks: number('HOSTNET_TRUTH_SHRINKS', 12),
        say: (line) => process.stdout.write(`${line}\n`),
      },
    );
    const file = process.env['HOSTNET_TRUTH_OUTCOME'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(outcome));
    expect(outcome.false).toBe(0);
  }, 7_200_000);
});

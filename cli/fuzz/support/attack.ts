import { appendFileSync } from 'node:fs';
import * as fc from 'fast-check';

/** The seed of all cases of a run. */
export const SEED = Number(process.env['HOSTNET_FUZZ_SEED'] ?? 1);
/** How much of each attack is made, in percent of its whole: `npm test` makes a sample. */
const SHARE = Number(process.env['HOSTNET_FUZZ_SHARE'] ?? 100);
/** How much of a processor one case may take, in ms: that is the same on a machine that is busy with other tests. */
const CASE_CPU_MS = 3000;
/** How long one case may take, in ms, waiting included. */
const CASE_MS = 15_000;
/** How long one attack may take, in ms. */
export const ATTACK_MS = 900_000;

/** Hostile input for one boundary. */
export interface Attack<T> {
  readonly boundary: string;
  /** Cases of a whole run. */
  readonly cases: number;
  readonly input: fc.Arbitrary<T>;
  /** Throws, rejects or takes long where the boundary does not hold. */
  readonly meet: (input: T) => void | Promise<void>;
  /** In ms, where a case may take longer than usual. */
  readonly mostMs?: number;
  /** How many cases one input holds; 1 unless said. */
  readonly each?: number;
}

/** Returns how many of so many cases this run makes. */
export function shareOf(cases: number): number {
  return Math.max(1, Math.ceil((cases * SHARE) / 100));
}

/** Returns so many inputs of the run's seed. */
export function draw<T>(input: fc.Arbitrary<T>, count: number): T[] {
  return fc.sample(input, { seed: SEED, numRuns: count });
}

/** Makes the cases one after the other and notes them. Throws with the smallest case that the boundary does not stand. */
export async function attack<T>({
  boundary,
  cases,
  input,
  meet,
  mostMs = CASE_MS,
  each = 1,
}: Attack<T>): Promise<void> {
  const property = fc.asyncProperty(input, async (one) => {
    const started = performance.now();
    const before = process.cpuUsage();
    await meet(one);
    const { user, system } = process.cpuUsage(before);
    const worked = (user + system) / 1000;
    if (worked > CASE_CPU_MS * each)
      throw new Error(`worked ${Math.round(worked)} ms, expected at most ${CASE_CPU_MS}`);
    const took = performance.now() - started;
    if (took > mostMs) throw new Error(`took ${Math.round(took)} ms, expected at most ${mostMs}`);
  });
  const found = await fc.check(property, { seed: SEED, numRuns: shareOf(cases / each) });
  note(boundary, found.numRuns * each, found.failed ? 1 : 0);
  if (!found.failed) return;
  const thrown: unknown = found.errorInstance;
  const why = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  throw new Error(`${why.slice(0, 1500)}\n${String(fc.defaultReportMessage(found)).slice(0, 3000)}`);
}

/** Notes cases that were made in another way, such as a flood that is counted as a whole. */
export function note(boundary: string, cases: number, failed: number): void {
  const file = process.env['HOSTNET_FUZZ_OUTCOME'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ boundary, cases, failed })}\n`);
}

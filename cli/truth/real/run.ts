import { scenariosOf } from '../generator.ts';
import { nameOf, type Place, type Scenario } from '../scenario.ts';
import { kindsOf } from '../compare.ts';
import { shrink } from '../simpler.ts';
import type { RealPlace } from './places.ts';
import { MOST_AT_ONCE, trial, type Told } from './trial.ts';

/** How a run is to be done. */
export interface RunOptions {
  readonly seed: number;
  readonly count: number;
  /** Trials that may be spent on making one false answer smaller; 0: it is told as it is. */
  readonly shrinks: number;
  readonly say: (line: string) => void;
}

/** What a run came to. */
export interface Outcome {
  readonly scenarios: number;
  readonly false: number;
}

/** Makes the scenarios of a seed, says each that is answered falsely with the smallest one that still is, and returns how many. */
export async function runTruth(
  places: Readonly<Record<Place, RealPlace>>,
  { seed, count, shrinks, say }: RunOptions,
): Promise<Outcome> {
  const all = scenariosOf(seed, count);
  let wrong = 0;
  say(`seed ${seed}: ${all.length} scenarios`);
  for (const batch of batchesOf(all)) {
    const place = places[batch[0]?.place ?? 'plain'];
    for (const told of await trial(place, batch)) {
      if (told.differences.length === 0) continue;
      // What was not known the first time, on a busy machine, is no false answer: it may become known.
      const again = isSilent(told) ? (await trial(place, [told.made.scenario]))[0] : told;
      if (again?.differences.length === 0) {
        say(`not known at first: ${nameOf(told.made.scenario)}: ${told.chain.sentence}`);
        continue;
      }
      wrong++;
      say(textOf(told));
      if (shrinks > 0) say(`smallest that is still false:\n${textOf(await smallest(place, told, shrinks))}`);
    }
  }
  return { scenarios: all.length, false: wrong };
}

/** Whether an answer says itself that something could not be seen. */
function isSilent({ chain, report }: Told): boolean {
  if (report.listeners === null) return true;
  return chain.verdict === 'unknown' || /could not be named|owner is not known/.test(chain.sentence);
}

/** Scenarios that can stand side by side: of one place and one weather. */
function batchesOf(all: readonly Scenario[]): Scenario[][] {
  const groups = new Map<string, Scenario[][]>();
  for (const one of all) {
    const key = `${one.place} ${one.weather}`;
    const batches = groups.get(key) ?? [];
    groups.set(key, batches);
    const last = batches.at(-1);
    if (last && last.length < MOST_AT_ONCE) last.push(one);
    else batches.push([one]);
  }
  return [...groups.values()].flat();
}

/** Alone, and with one thing less for as long as it is answered falsely. */
async function smallest(place: RealPlace, from: Told, most: number): Promise<Told> {
  let last = from;
  const isFalse = async (scenario: Scenario): Promise<boolean> => {
    const [told] = await trial(place, [scenario]);
    if (!told || told.differences.length === 0) return false;
    last = told;
    return true;
  };
  await shrink(from.made.scenario, most, isFalse);
  return last;
}

function textOf({ made, chain, differences }: Told): string {
  return [
    `FALSE ${nameOf(made.scenario)}`,
    `  port ${made.port}; ${kindsOf(made)}`,
    ...differences.map((line) => `  - ${line}`),
    `  said: ${chain.verdict} at ${chain.broken ?? 'no link'}: ${chain.sentence} [${chain.command ?? ''}]`,
  ].join('\n');
}

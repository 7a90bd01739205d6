import type { PortChain, PortsReport } from '@hostnet/core/listening';
import { explain, list } from '../../test/support/servers.ts';
import { diagnoseJson } from '../../test/support/hostnet.ts';
import { chainDifferences, diagnosisDifferences, listDifferences, type Made } from '../compare.ts';
import { expectedOf } from '../expected.ts';
import { finish, PROGRAM, remove, startContainers, startMachinePrograms, startStopped } from '../inject.ts';
import type { Scenario } from '../scenario.ts';
import type { RealPlace } from './places.ts';

/** Far below the ports that a probe draws, and above those that the bed leaves alone; two a scenario, by process. */
const FIRST_PORT = 10_240 + (process.pid % 64) * 64;
const PORTS_EACH = 4;
/** How many a trial may hold: so many have ports of their own. */
export const MOST_AT_ONCE = 16;
/** Two at a time keep both cores of a small machine busy. */
const AT_ONCE = 2;

/** What was said of one scenario, and what of it is false. */
export interface Told {
  readonly made: Made;
  readonly chain: PortChain;
  readonly report: PortsReport;
  readonly differences: readonly string[];
}

/** Makes scenarios of one place and one weather, all at once, and compares what hostnet says of each with what is so. Leaves nothing. */
export async function trial(place: RealPlace, scenarios: readonly Scenario[]): Promise<Told[]> {
  const all = scenarios.map((scenario, at) => madeOf(place, scenario, at));
  const ends: (() => Promise<void>)[] = [];
  const machine = async (made: Made) => void ends.push(...(await startMachinePrograms(place, made)));
  try {
    await place.calm();
    await each(all, async (made) => {
      await startStopped(place, made);
      if (place.isOneNetwork) await machine(made);
      await startContainers(place, made);
      if (!place.isOneNetwork) await machine(made);
    });
    await place.setWeather(scenarios[0]?.weather ?? 'fair', all);
    await each(all, (made) => finish(place, made));
    return await ask(place, all);
  } finally {
    for (const end of ends) await end();
    await remove(place, all);
  }
}

async function ask(place: RealPlace, all: readonly Made[]): Promise<Told[]> {
  const { report } = await list(place.options);
  const diagnosis = await diagnoseJson(place.options);
  return each(all, async (made) => {
    const udp = made.scenario.transport === 'udp' ? ['--udp'] : [];
    const { chain } = await explain([String(made.port), ...udp], place.options);
    const expected = expectedOf(made.scenario);
    // One diagnosis is of all that stand here: the first speaks for it.
    const whole = made === all[0] ? diagnosisDifferences(diagnosis.report, made.scenario) : [];
    const differences = [
      ...chainDifferences(chain, expected, made).map((line) => `port: ${line}`),
      ...listDifferences(report, expected, made).map((line) => `ports: ${line}`),
      ...whole.map((line) => `diagnose: ${line}`),
    ];
    return { made, chain, report, differences };
  });
}

function madeOf({ addresses, bounds }: RealPlace, scenario: Scenario, at: number): Made {
  const names = scenario.programs.map(({ kind }, of) => (kind === 'machine' ? PROGRAM : `t${at}-${of}`));
  return { scenario, port: FIRST_PORT + at * PORTS_EACH, names, addresses, bounds };
}

/** Does something with each, at most two at a time; returns the results in order. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

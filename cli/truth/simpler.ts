import { sensible } from './generator.ts';
import type { Program, Scenario, Socket } from './scenario.ts';

/** Returns the scenarios that have one thing less than this one, the largest steps first. */
export function simpler(one: Scenario): Scenario[] {
  const all: Scenario[] = [
    ...one.programs.map((_, at) => ({ ...one, programs: without(one.programs, at) })),
    { ...one, weather: 'fair' },
    { ...one, rule: null },
    ...(one.rule?.family === 'both'
      ? (['v4', 'v6'] as const).map((family) => ({ ...one, rule: one.rule && { ...one.rule, family } }))
      : []),
    ...one.programs.flatMap((program, at) =>
      simplerPrograms(program).map((plainer) => ({
        ...one,
        programs: one.programs.map((old, other) => (other === at ? plainer : old)),
      })),
    ),
    { ...one, transport: 'tcp' },
  ];
  const seen = new Set([JSON.stringify(one)]);
  return all.map(sensible).filter((other) => {
    const text = JSON.stringify(other);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function simplerPrograms(one: Program): Program[] {
  const fewer = one.sockets.length > 1 ? one.sockets.map((_, at) => without(one.sockets, at)) : [];
  return [
    ...fewer.map((sockets) => ({ ...one, sockets })),
    { ...one, state: 'running' },
    { ...one, share: false },
    { ...one, ignored: 'no' },
    { ...one, to: 'any' },
    ...one.sockets.flatMap((socket, at) =>
      simplerSockets(socket).map((plainer) => ({
        ...one,
        sockets: one.sockets.map((old, other) => (other === at ? plainer : old)),
      })),
    ),
  ];
}

function simplerSockets(one: Socket): Socket[] {
  return [
    { ...one, behaviour: 'serves' },
    { ...one, waiting: 0 },
    { ...one, port: 'it' },
    { ...one, bound: 'any4' },
  ];
}

function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, other) => other !== at);
}

/**
 * Takes things away from a scenario for as long as `isFalse` holds, and returns the smallest that was seen. At most so many
 * trials, since each is made for real.
 */
export async function shrink(
  from: Scenario,
  most: number,
  isFalse: (one: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let smallest = from;
  for (let left = most, went = true; went && left > 0;) {
    went = false;
    for (const candidate of simpler(smallest)) {
      if (left-- <= 0) break;
      if (!(await isFalse(candidate))) continue;
      smallest = candidate;
      went = true;
      break;
    }
  }
  return smallest;
}

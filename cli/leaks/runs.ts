import * as fc from 'fast-check';

/** What a run is of, and how it ends. */
export interface Run {
  readonly command: CommandName;
  readonly fate: 'ends' | 'killed' | 'killed with its group' | 'cancelled';
  /** When, in ms from its start, where it does not end by itself. */
  readonly afterMs: number;
}

/** The port that a container listens on while all runs. */
export const PORT = 18_080;

/** Every command that starts something. */
export const COMMANDS = {
  diagnose: ['diagnose', '--json'],
  'diagnose --full': ['diagnose', '--json', '--full'],
  'diagnose, embedded': ['diagnose', '--json', '--engine', 'embedded'],
  ports: ['ports', '--json'],
  port: ['port', String(PORT), '--json'],
  wait: ['wait', String(PORT), '--json'],
  sweep: ['sweep', '17000-19000', '--json'],
} as const;
export type CommandName = keyof typeof COMMANDS;
export const NAMES = Object.keys(COMMANDS) as CommandName[];

/** A diagnosis takes about this long, in ms; a busy machine's somewhat longer. */
const LATEST_MS = 1500;

const run: fc.Arbitrary<Run> = fc.record({
  command: fc.constantFrom(...NAMES),
  // A quarter killed, half of those as a whole group, which takes the docker client with it, and a quarter cancelled.
  fate: fc.constantFrom(
    'ends',
    'ends',
    'ends',
    'ends',
    'killed',
    'killed with its group',
    'cancelled',
    'cancelled',
  ),
  afterMs: fc.integer({ min: 0, max: LATEST_MS }),
});

/** Returns the runs of a seed. */
export function runsOf(seed: number, count: number): Run[] {
  return fc.sample(run, { seed, numRuns: count });
}

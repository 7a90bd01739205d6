export { startStandin, type Standin, type StandinOptions } from './standin.ts';
export type { Recording } from './recordings.ts';
export type { Profile } from './exec/program.ts';
export type { ComposeWay } from './compose/up.ts';
export { startScenario, type Scenario } from './scenario.ts';
export { StandinFailure } from './failure.ts';

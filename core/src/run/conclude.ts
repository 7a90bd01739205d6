/** What a run needs only at its end: loaded while the probe's container starts, so that it costs no time. */
export { judge } from '../judge/judge.ts';
export { buildReport } from '../report/build.ts';

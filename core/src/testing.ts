/** Fixtures for the tests of other packages: what they start from is written once. No program imports this. */
export {
  DESKTOP_FACTS,
  desktopReport,
  ENGINE_GONE,
  eventsOf,
  healthyLanes,
  lossFinding,
  lossyReport,
  planOf,
} from './testing/desktop-report.ts';
export { laneFixture, withOutcome } from './testing/lane-fixture.ts';
export { portRow, portsReport, reachCell, unreachableCell } from './testing/port-rows.ts';
export { reportFixture } from './testing/report-fixtures.ts';
export { detailedReport, largeReport } from './testing/sized-reports.ts';
export { specFixture } from './testing/spec-fixture.ts';

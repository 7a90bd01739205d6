import type { PortRow, PortsReport } from '@hostnet/core/listening';

/** Findings that say of their ports that nobody gets through to them. */
const DEAD = new Set(['HN0219', 'HN0325']);

/** Words of a row that say that it is not reached. */
const NOT_REACHED = /refuses|hangs up|drops it|does not reach|could not be reached/;

/** Returns what a report on ports says against its own rows, and what its exit code does; empty where nothing. */
export function contradictions(report: PortsReport, code: number | null): string[] {
  const rows = (report.listeners ?? []).filter(
    ({ transport, container }) => transport === 'tcp' && container,
  );
  const answering = rows.filter((row) => cellsOf(row).some(({ outcome }) => outcome === 'reachable'));
  const ports = new Set(answering.map(({ port }) => port));
  const failing = rows.filter((row) => cellsOf(row).some(isFailure));
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const { state, sentence } = report.hostNetworking;
  return [
    ...(state === 'does-not-work' && answering.length > 0
      ? [`"${sentence}" beside ${answering.length} rows that answer`]
      : []),
    ...(state === 'works' && answering.length === 0 && rows.length > 0 && failing.length === rows.length
      ? [`"${sentence}" beside ${rows.length} rows of which none answers`]
      : []),
    ...report.restartGuard
      .flatMap((one) => one.ports)
      .filter((port) => ports.has(port))
      .map((port) => `${port} is called forgotten, and answers`),
    ...report.findings
      .filter((one) => DEAD.has(one.code))
      .flatMap((one) => (one.ports ?? []).map((name) => ({ one, port: Number(name.split('/')[0]) })))
      .filter(({ port }) => ports.has(port))
      .map(({ one, port }) => `${one.code} names ${port}, which answers`),
    ...rows
      .filter((row) => row.whyNot !== null && NOT_REACHED.test(row.whyNot) && !cellsOf(row).some(isFailure))
      .map(({ port, whyNot }) => `${port}: "${whyNot ?? ''}" where no address failed`),
    ...(code === 0 && failing.length + errors.length > 0
      ? [`exit code 0 with ${failing.length} rows that fail and ${errors.length} errors`]
      : []),
    ...(code === 1 &&
    failing.length + errors.length + report.restartGuard.length === 0 &&
    state !== 'does-not-work'
      ? ['exit code 1, and nothing fails']
      : []),
  ];
}

function cellsOf(row: PortRow): PortRow['reach']['v4'][] {
  return Object.values(row.reach);
}

function isFailure({ expected, outcome }: PortRow['reach']['v4']): boolean {
  return expected === 'yes' && outcome !== 'reachable' && outcome !== 'not-measured';
}

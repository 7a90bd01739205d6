import type { Lane } from '../model/lane.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import {
  BOUNDARY_NAMES,
  CARRIED_MARKS,
  engineLine,
  platformName,
  SEVERITIES,
  vantageName,
} from './labels.ts';
import { cellOf, isBetween, isFault, laneMatrix } from './matrix.ts';
import { painter, toneOf, type Paint } from './paint.ts';
import { plain, seconds, wrap } from '../words/plain.ts';
import { matrixLines } from './table.ts';

/** How a report is to look on a terminal. */
export interface TextOptions {
  /** true allows ANSI colours; a mark and a word always stand beside them. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** true adds every lane with both witnesses and every check that was skipped. */
  readonly verbose?: boolean;
}

/** Faulty lanes spelled out without `verbose`; the matrix shows the others. */
const FAULTS_SHOWN = 6;

/**
 * Returns the report for a terminal, ending in a newline: banners, the line `verdict: <verdict>`, the matrix of lanes,
 * what is carried below them, findings with the one remedy each, and the duration.
 */
export function renderText(report: Report, options: TextOptions): string {
  const paint = painter(options.colour);
  const width = Math.max(40, options.width);
  const lines = [
    ...report.banners.flatMap((banner) => wrap(`! ${banner}`, width).map((line) => paint('bold', line))),
    `verdict: ${paint(toneOf(report.verdict), report.verdict)}`,
    ...wrap(report.summary, width),
    '',
    ...matrixLines(laneMatrix(report.lanes), width, paint),
    ...faultLines(report.lanes, options.verbose === true, width),
    ...boundaryLines(report, width),
    ...controlLines(report.lanes, width),
    ...findingLines(report.findings, width, paint),
    ...(options.verbose === true ? verboseLines(report, width) : []),
    ...wrap(environmentLine(report), width).map((line) => paint('dim', line)),
    paint(
      'dim',
      `measured in ${seconds(report.durationMs)} by ${plain(`${report.tool.name} ${report.tool.version}`)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns one lane in words: direction, transport, addresses, outcome, and what each witness knows. */
export function laneLine(lane: Lane): string {
  const cell = cellOf([lane]);
  const dialled =
    lane.resolved === null || lane.resolved === lane.address
      ? lane.address
      : `${lane.address} (${lane.resolved})`;
  const way = `${vantageName(lane.from)} → ${vantageName(lane.to)} ${lane.transport.toUpperCase()}`;
  const { dialler, listener } = lane.evidence;
  const parts = [
    dialler?.errno ? `${dialler.errno} at ${dialler.phase}` : null,
    dialler ? `sent ${dialler.sent}, answered ${dialler.answered}` : null,
    listener ? `listener saw ${listener.received}` : null,
    lane.elapsedMs === null ? null : `${Math.round(lane.elapsedMs)} ms`,
    lane.reason,
  ].filter((part) => part !== null);
  const head = `${cell?.mark ?? '–'} ${way} ${dialled}, listener on ${lane.listen}: ${lane.outcome}`;
  return parts.length === 0 ? head : `${head} (${parts.join('; ')})`;
}

function faultLines(lanes: readonly Lane[], verbose: boolean, width: number): string[] {
  if (verbose) return [];
  const faults = lanes.filter(isFault);
  const shown = faults.slice(0, FAULTS_SHOWN).flatMap((lane) => indented(laneLine(lane), width));
  const rest = faults.length - FAULTS_SHOWN;
  if (rest > 0) shown.push(`  … and ${rest} more lanes that failed`);
  return shown.length > 0 ? [...shown, ''] : [];
}

function boundaryLines(report: Report, width: number): string[] {
  if (report.boundary.length === 0) return [];
  const carried = (['tcp', 'udp'] as const).map((transport) => {
    const cell = cellOf(report.lanes.filter((lane) => isBetween(lane) && lane.transport === transport));
    return `${transport.toUpperCase()} ${cell?.mark ?? '–'}`;
  });
  const below = report.boundary.map(
    (entry) => `${BOUNDARY_NAMES[entry.name]} ${CARRIED_MARKS[entry.status]}`,
  );
  const key = '(✓ works, ○ does not work, – not measured)';
  return wrap(`works in host mode: ${[...carried, ...below].join('  ')} ${key}`, width);
}

function controlLines(lanes: readonly Lane[], width: number): string[] {
  const groups = new Map<string, Lane[]>();
  for (const lane of lanes) {
    if (isBetween(lane)) continue;
    const way =
      lane.from === lane.to
        ? `${vantageName(lane.from)} → itself`
        : `${vantageName(lane.from)} → ${vantageName(lane.to)}`;
    const name = `${way} ${lane.transport.toUpperCase()}`;
    groups.set(name, [...(groups.get(name) ?? []), lane]);
  }
  if (groups.size === 0) return [''];
  const parts = [...groups].map(([name, group]) => {
    const cell = cellOf(group);
    return `${name} ${cell?.mark ?? '–'} ${cell?.word ?? 'not measured'}`;
  });
  return [...wrap(`controls: ${parts.join('; ')}`, width), ''];
}

function findingLines(findings: readonly Finding[], width: number, paint: Paint): string[] {
  return SEVERITIES.flatMap(({ severity, heading }) => {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length === 0) return [];
    const head = paint(toneOf(severity), `${heading} (${group.length})`);
    return [head, ...group.flatMap((finding) => oneFinding(finding, width, paint))];
  });
}

function oneFinding(finding: Finding, width: number, paint: Paint): string[] {
  const remedy = finding.remedy
    ? [
        ...indented(`how to fix it: ${finding.remedy.text}`, width, 4),
        ...(finding.remedy.command === null ? [] : [`      ${paint('bold', plain(finding.remedy.command))}`]),
      ]
    : [];
  return [
    ...indented(`${finding.code} ${finding.title}`, width).map((line) => paint('bold', line)),
    ...indented(finding.detail, width, 4),
    ...finding.evidence.flatMap((line) => indented(`· ${line}`, width, 6)),
    ...remedy,
    `    why: ${plain(finding.url)}`,
    '',
  ];
}

function verboseLines(report: Report, width: number): string[] {
  const section = (name: string, rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [name, ...rows.flatMap((row) => indented(row, width)), ''];
  return [
    ...section('lanes', report.lanes.map(laneLine)),
    ...section(
      'below TCP and UDP',
      report.boundary.map((entry) =>
        [
          `${CARRIED_MARKS[entry.status]} ${BOUNDARY_NAMES[entry.name]}: ${entry.status}`,
          entry.reason,
          ...entry.evidence,
        ]
          .filter((part) => part !== null)
          .join('; '),
      ),
    ),
    ...section(
      'checks not run',
      report.skipped.map((check) => `${check.code}: ${check.reason}`),
    ),
  ];
}

function environmentLine({ facts }: Report): string {
  const { host, engine } = facts;
  const computer = `${platformName(host.platform)} ${host.release} ${host.arch}`;
  return `${engineLine(engine)}; computer: ${computer}`;
}

function indented(text: string, width: number, by = 2): string[] {
  return wrap(text, width - by - 2).map((line, index) => ' '.repeat(index === 0 ? by : by + 2) + line);
}

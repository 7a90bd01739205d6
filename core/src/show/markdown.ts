import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { block, code, heading, link, prose, row } from './escape.ts';
import {
  BOUNDARY_NAMES,
  CARRIED_MARKS,
  engineLine,
  platformName,
  SEVERITIES,
  switchState,
  vantageName,
} from './labels.ts';
import { cellOf, isBetween, laneMatrix } from './matrix.ts';
import { laneLine } from './text.ts';

/**
 * Returns the report as Markdown for an issue tracker, ending in a newline. Every text that a container, a file or a
 * person could have written is escaped, so that it can neither break a table nor bring in HTML, links or mentions.
 */
export function renderMarkdown(report: Report): string {
  const parts = [
    heading(2, `Host networking: ${report.verdict}`),
    prose(report.summary),
    ...report.banners.map((banner) => `> ${prose(banner)}`),
    table(['What', 'Value'], environmentRows(report)),
    ...laneParts(report),
    ...SEVERITIES.flatMap(({ severity, heading: name }) => {
      const group = report.findings.filter((finding) => finding.severity === severity);
      return group.length === 0 ? [] : [heading(3, `${name} (${group.length})`), ...group.map(findingPart)];
    }),
    prose(`Measured ${report.startedAt} in ${Math.round(report.durationMs)} ms by ${toolName(report)}.`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function environmentRows({ facts, tool }: Report): string[][] {
  const { host, engine } = facts;
  const rows = [
    ['Tool', `${tool.name} ${tool.version} (${tool.surface})`],
    ['Engine', engineLine(engine)],
    ['Computer', `${platformName(host.platform)} ${host.release} ${host.arch}`],
  ];
  if (engine.reachable) {
    rows.push(
      ['Docker Desktop', engine.desktop ? `${engine.desktop.version} (${engine.desktop.build})` : 'no'],
      ['Kernel of the engine', engine.kernel],
      ['API, cgroup', `${engine.apiVersion}, v${engine.cgroupVersion}`],
    );
  }
  if (facts.probeFailure) {
    const { kind, message, detail } = facts.probeFailure;
    rows.push(['Probe did not run', [kind, message, detail].filter((part) => part !== '').join(': ')]);
  }
  if (host.desktop) {
    rows.push(
      ['Setting: host networking', switchState(host.desktop.hostNetworkingEnabled)],
      ['Setting: Enhanced Container Isolation', switchState(host.desktop.enhancedContainerIsolation)],
    );
  }
  return rows.map(([name = '', value = '']) => [prose(name), code(value)]);
}

function laneParts(report: Report): string[] {
  const rows = laneMatrix(report.lanes).map((line) => [
    code(line.address),
    ...line.cells.map((cell) => (cell ? `${cell.mark} ${prose(cell.word)}` : '')),
  ]);
  const others = report.lanes.filter((lane) => !isBetween(lane));
  const failing = report.lanes.filter((lane) => lane.outcome !== 'reachable');
  const below = report.boundary.map((entry) => [
    prose(BOUNDARY_NAMES[entry.name]),
    `${CARRIED_MARKS[entry.status]} ${entry.status}`,
    prose([entry.reason, ...entry.evidence].filter((part) => part !== null).join('; ')),
  ]);
  return [
    ...(rows.length === 0
      ? []
      : [
          heading(3, 'Lanes'),
          table(
            [
              'Target address',
              'computer → container TCP',
              'computer → container UDP',
              'container → computer TCP',
              'container → computer UDP',
            ],
            rows,
          ),
        ]),
    ...(failing.length === 0 ? [] : [failing.map((lane) => `- ${prose(laneLine(lane))}`).join('\n')]),
    ...(others.length === 0
      ? []
      : [
          table(
            ['Control', 'Target address', 'Outcome'],
            others.map((lane) => {
              const cell = cellOf([lane]);
              return [
                prose(`${vantageName(lane.from)} → ${vantageName(lane.to)} ${lane.transport.toUpperCase()}`),
                code(lane.address),
                `${cell?.mark ?? '–'} ${prose(lane.outcome)}`,
              ];
            }),
          ),
        ]),
    ...(below.length === 0
      ? []
      : [heading(3, 'Below TCP and UDP'), table(['What', 'Status', 'Evidence'], below)]),
  ];
}

function findingPart(finding: Finding): string {
  const parts = [
    `**${link(finding.code, finding.url)} ${prose(finding.title)}**`,
    prose(finding.detail),
    finding.evidence.map((line) => `- ${prose(line)}`).join('\n'),
  ];
  if (finding.remedy) {
    parts.push(prose(`How to fix it: ${finding.remedy.text}`));
    if (finding.remedy.command !== null) parts.push(block(finding.remedy.command));
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

function toolName({ tool }: Report): string {
  return `${tool.name} ${tool.version}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

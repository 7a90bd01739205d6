import type { PortRow, PortsReport, Reach } from '../model/ports-report.ts';
import { painter, toneOf, type Paint } from './paint.ts';
import { plain, wrap } from '../words/plain.ts';

const GAP = '  ';
/** Names longer than this are cut, so that one of them does not push the others off the screen. */
const MOST = { container: 28, process: 18, address: 24 } as const;
/** With less room than this for the last column it goes to a line of its own. */
const LEAST_WHY = 18;

/** In place of the name of the engine's proxy. */
const PUBLISHED = '(publishes it)';

/** How the text is to look. */
export interface PortsTextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Returns the report on ports as people read it in a terminal; ends in a newline. */
export function renderPorts(report: PortsReport, { colour, width }: PortsTextOptions): string {
  const paint = painter(colour);
  const lines = [
    ...headLines(report, width),
    ...(report.listeners && report.listeners.length > 0
      ? ['', ...tableLines(report.listeners, width, paint)]
      : []),
    ...findingLines(report, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines({ listeners, hostNetworking, ports }: PortsReport, width: number): string[] {
  const network = [hostNetworking.sentence, hostNetworking.remedy].filter(Boolean).join(' ');
  if (listeners === null)
    return [
      ...wrap('What listens in host mode could not be seen.', width),
      ...wrap(ports.ownersReason ?? hostNetworking.sentence, width),
      ...(hostNetworking.remedy === null ? [] : wrap(hostNetworking.remedy, width)),
    ];
  const containers = new Set(listeners.flatMap((row) => (row.container ? [row.container.id] : [])));
  const others = [
    ...(listeners.some((row) => row.publishedBy) ? [', of published ports'] : []),
    ...(listeners.some((row) => !row.container && !row.publishedBy) ? [' and of the machine itself'] : []),
  ];
  const head = `Listening in host mode: ${count(listeners.length, 'socket')} of ${count(containers.size, 'container')}${others.join('')}.`;
  const owners =
    ports.owners === 'all' || listeners.length === 0
      ? []
      : wrap(
          `Owners are known of ${ports.owners}: ${ports.ownersReason ?? 'the reason is not known'}.`,
          width,
        );
  return [...wrap(head, width), ...wrap(network, width), ...owners];
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function tableLines(rows: readonly PortRow[], width: number, paint: Paint): string[] {
  const head = ['container', 'process', 'port', 'address', 'v4', 'v6', 'LAN'];
  const cells = rows.map((row) => [
    cut(row.container?.name ?? row.publishedBy?.name ?? '–', MOST.container),
    cut(row.publishedBy ? PUBLISHED : (row.process ?? '?'), MOST.process),
    `${row.port}/${row.transport}`,
    cut(row.address + suffix(row), MOST.address),
    ...Object.values(row.reach).map(mark),
  ]);
  const widths = head.map((word, at) =>
    cells.reduce((most, line) => Math.max(most, line[at]?.length ?? 0), word.length),
  );
  const fixed = widths.reduce((sum, one) => sum + one + GAP.length, 0);
  const room = width - fixed;
  const line = (words: readonly string[]) => words.map((word, at) => word.padEnd(widths[at] ?? 0)).join(GAP);
  const own = room < LEAST_WHY;
  return [
    `${line(head)}${own ? '' : `${GAP}why not`}`.trimEnd(),
    ...rows.flatMap((row, at) => {
      const text = tinted(line(cells[at] ?? []), row, paint);
      const why = row.whyNot === null ? '' : plain(row.whyNot);
      if (why === '') return [text.trimEnd()];
      if (own) return [text.trimEnd(), ...wrap(why, Math.max(20, width - 4)).map((part) => `    ${part}`)];
      return [`${text}${GAP}${cut(why, room)}`];
    }),
  ];
}

/** Of `::` the address does not tell the family. */
function suffix({ address, family }: PortRow): string {
  if (address !== '::') return '';
  return { dual: ' (v4 too)', ipv6: ' (v6 only)', ipv4: '', unknown: ' (v4?)' }[family];
}

/** A mark and a word: colour never speaks alone. */
function mark(cell: Reach): string {
  if (cell.outcome === 'reachable') return '✓';
  if (cell.expected === 'no') return '–';
  return cell.outcome === 'not-measured' ? '?' : `✗ ${cell.outcome}`;
}

function tinted(text: string, row: PortRow, paint: Paint): string {
  const bad = Object.values(row.reach).some((cell) => mark(cell).startsWith('✗') && cell.expected === 'yes');
  return paint(bad ? toneOf('fault') : 'none', text);
}

/** What the checks say, the notes left out: they describe the platform. */
function findingLines({ findings }: PortsReport, width: number, paint: Paint): string[] {
  return findings
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ code, severity, title, remedy }) => [
      '',
      ...wrap(`${code} ${title}`, width).map((line) => paint(toneOf(severity), line)),
      ...(remedy ? wrap(remedy.text, width - 2).map((line) => `  ${line}`) : []),
      ...(remedy?.command ? [`  ${plain(remedy.command)}`] : []),
    ]);
}

function cut(text: string, most: number): string {
  const safe = plain(text);
  return safe.length > most ? `${safe.slice(0, Math.max(1, most - 1))}…` : safe;
}

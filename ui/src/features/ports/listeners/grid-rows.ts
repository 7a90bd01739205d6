import { isLoopback } from '@hostnet/core/listening';
import type { PortRow, PortsReport, Reach } from '@hostnet/core/listening';
import { outcomeLook } from '../../../shared/controls/looks.ts';
import type { Look } from '../../../shared/controls/looks.ts';
import { endpoint } from '../../../shared/controls/names.ts';

/** One cell about an address of this computer: what is seen, and the words behind it. */
export interface ReachCell {
  readonly look: Look;
  /** The address dialled and the reason, for a tooltip. */
  readonly why: string;
}

/** One listener as the grid shows it: plain text and looks, ready to sort and to filter. */
export interface GridRow {
  readonly id: string;
  readonly container: string;
  readonly containerId: string | null;
  readonly process: string;
  readonly transport: 'TCP' | 'UDP';
  readonly port: number;
  readonly address: string;
  readonly family: string;
  readonly v4: ReachCell;
  readonly v6: ReachCell;
  readonly lan: ReachCell;
  readonly whyNot: string;
  /** What to paste into a client; the listener's own address where nothing answered. */
  readonly copy: string;
  /** What a browser can open; null for UDP and for what does not answer. */
  readonly url: string | null;
  /** Everything the filter looks at, in lower case. */
  readonly words: string;
}

const FAMILIES = { ipv4: 'IPv4', ipv6: 'IPv6 only', dual: 'both', unknown: 'not known' } as const;

/** Returns the rows of a report, containers first and by name, ports in order. Linear but for the sort. */
export function gridRows(report: PortsReport): GridRow[] {
  const nobody = nobodyOf(report);
  return (report.listeners ?? [])
    .map((row, at) => gridRow(row, `${at}`, nobody))
    .sort((a, b) => byContainer(a, b) || a.port - b.port || (a.transport < b.transport ? -1 : 1));
}

/** Containers by name first; what belongs to none last. */
function byContainer(
  a: Pick<GridRow, 'container' | 'containerId'>,
  b: Pick<GridRow, 'container' | 'containerId'>,
): number {
  if ((a.containerId === null) !== (b.containerId === null)) return a.containerId === null ? 1 : -1;
  return a.container < b.container ? -1 : a.container > b.container ? 1 : 0;
}

/** Returns what stands for the container of a socket that has none, by what could be known of it. */
function nobodyOf({ ports, facts }: PortsReport): (row: PortRow) => string {
  const same = facts.hostMode?.sameAsHost;
  const where = same?.known === true && same.value ? 'none: this computer' : 'none: the engine’s machine';
  return (row) => (ports.owners === 'all' || row.pid !== null ? where : 'not known');
}

function gridRow(row: PortRow, id: string, nobody: (row: PortRow) => string): GridRow {
  const { container, publishedBy, transport, port, address, family, reach } = row;
  const name = container?.name ?? publishedBy?.name ?? nobody(row);
  const process = publishedBy ? '(publishes it)' : row.process;
  const shown = transport === 'tcp' ? 'TCP' : 'UDP';
  const cell = container ? (seen: ReachCell) => seen : unpromised;
  return {
    id,
    container: name,
    containerId: container?.id ?? null,
    process: process ?? '–',
    transport: shown,
    port,
    address,
    family: FAMILIES[family],
    v4: cell(cellOf(reach.v4)),
    v6: cell(cellOf(reach.v6)),
    lan: cell(lanCell(reach.lan, address)),
    whyNot: row.whyNot ?? '',
    copy: copyText(row),
    url: urlOf(row),
    words:
      `${name} ${process ?? ''} ${shown} ${port} ${port}/${shown} ${address} ${row.whyNot ?? ''}`.toLowerCase(),
  };
}

function cellOf(reach: Reach): ReachCell {
  const { expected, outcome } = reach;
  if (expected === 'no') return { look: { mark: '–', word: 'not here', tone: 'none' }, why: whyOf(reach) };
  if (outcome === 'reachable') return { look: { mark: '✓', word: 'answers', tone: 'ok' }, why: whyOf(reach) };
  const look = outcomeLook(outcome);
  if (expected === 'maybe' && outcome !== 'wrong-listener')
    return { look: { mark: '–', word: look.word, tone: 'none' }, why: whyOf(reach) };
  return { look, why: whyOf(reach) };
}

/** Host networking promises nothing of sockets that belong to no container: what they do not answer is no fault. */
function unpromised({ look, why }: ReachCell): ReachCell {
  return { look: look.tone === 'bad' ? { ...look, tone: 'none' } : look, why };
}

/** An answer to the whole network is no fault, and something to know. */
function lanCell(reach: Reach, listensOn: string): ReachCell {
  const why = whyOf(reach);
  if (reach.expected !== 'no' && reach.outcome === 'reachable')
    return { look: { mark: '!', word: 'open', tone: 'warn' }, why };
  if (reach.expected === 'no' && isLoopback(listensOn))
    return { look: { mark: '–', word: 'local only', tone: 'none' }, why };
  return cellOf(reach);
}

function whyOf({ address, reason, outcome }: Reach): string {
  const words = reason ?? (outcome === 'not-measured' ? '' : outcomeLook(outcome).word);
  return [address, words].filter((word) => word !== null && word !== '').join(': ');
}

/** `localhost` where a loopback address answers: people know it, and it is right for both families. */
function answeringHost({ reach: { v4, v6, lan } }: PortRow): string | null {
  for (const { outcome, address } of [v4, v6, lan]) {
    if (outcome !== 'reachable' || address === null) continue;
    return address === '127.0.0.1' || address === '::1' ? 'localhost' : address;
  }
  return null;
}

function copyText(row: PortRow): string {
  return endpoint(answeringHost(row) ?? row.address, row.port);
}

/** Ports that speak TLS by custom (IANA, service names and port numbers: https, pcsync-https, tungsten-https). */
const TLS: ReadonlySet<number> = new Set([443, 8443, 9443]);

function urlOf(row: PortRow): string | null {
  const host = row.transport === 'tcp' ? answeringHost(row) : null;
  return host === null ? null : `${TLS.has(row.port) ? 'https' : 'http'}://${endpoint(host, row.port)}`;
}

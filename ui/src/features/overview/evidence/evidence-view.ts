import type { Lane } from '@hostnet/core';
import { laneLook } from '../../../shared/controls/looks.ts';
import type { Look } from '../../../shared/controls/looks.ts';
import { duration, endpoint, transportName, vantageName } from '../../../shared/controls/names.ts';
import { plural } from '../../../shared/controls/plural.ts';

/** One line of evidence: what is told, and what was seen. */
export interface EvidenceLine {
  readonly term: string;
  readonly text: string;
}

/** One lane with both its witnesses in words. */
export interface LaneEvidenceView {
  readonly id: string;
  readonly title: string;
  readonly look: Look;
  readonly reason: string | null;
  readonly lines: readonly EvidenceLine[];
}

/** What the evidence drawer shows of an arrow or a cell. */
export interface EvidenceView {
  readonly title: string;
  /** How to read what follows. */
  readonly intro: string;
  readonly lanes: readonly LaneEvidenceView[];
}

/** Returns the evidence of lanes that share direction and transport. */
export function evidenceOf(title: string, lanes: readonly Lane[]): EvidenceView {
  const intro = 'Every lane is recorded on two sides: the one that connects and the one that listens.';
  return { title, intro, lanes: lanes.map(laneEvidence) };
}

/** Returns `This computer → host-mode container, UDP`. */
export function wayTitle(from: Lane['from'], to: Lane['to'], transport: Lane['transport']): string {
  const target = from === to ? 'itself' : vantageName(to);
  const way = `${vantageName(from)} → ${target}, ${transportName(transport)}`;
  return way.charAt(0).toUpperCase() + way.slice(1);
}

function laneEvidence(lane: Lane): LaneEvidenceView {
  const resolved = lane.resolved !== null && lane.resolved !== lane.address ? ` = ${lane.resolved}` : '';
  return {
    id: lane.id,
    title: `${lane.address}${resolved} → listener on ${lane.listen}`,
    look: laneLook(lane),
    reason: lane.reason,
    lines: [...diallerLines(lane), ...listenerLines(lane), ...timeLines(lane), ...expectedLine(lane)],
  };
}

function diallerLines(lane: Lane): EvidenceLine[] {
  const { dialler } = lane.evidence;
  if (!dialler) return [];
  const request = lane.transport === 'udp' ? 'datagram' : 'request';
  const tries = dialler.tries > 1 ? `, ${dialler.tries} tries` : '';
  const dialled = dialler.address === null ? 'no address' : endpoint(dialler.address, dialler.port);
  return [
    { term: 'Target', text: `${dialled}${tries}` },
    { term: 'Sent', text: `${plural(dialler.sent, request)}, ${dialler.answered} answered` },
    ...(dialler.local ? [{ term: 'From', text: endpoint(dialler.local.address, dialler.local.port) }] : []),
    ...errorLine(dialler.errno),
  ];
}

/** What the system said, in words; a code without words as it is. */
function errorLine(errno: string | null): EvidenceLine[] {
  return errno === null ? [] : [{ term: 'Error', text: ERRORS[errno] ?? errno }];
}

/** The errors of connect(2), send(2) and getaddrinfo(3) that people meet. */
const ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ECONNABORTED: 'connection aborted',
  EPIPE: 'connection closed by the other side',
  ETIMEDOUT: 'timed out',
  EHOSTUNREACH: 'no route to the address',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'address not available',
  EADDRINUSE: 'port in use',
  EACCES: 'not permitted',
  EPERM: 'not permitted',
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
};

function listenerLines(lane: Lane): EvidenceLine[] {
  const { listener } = lane.evidence;
  if (!listener) return [{ term: 'Listener got', text: 'not known: the listener did not report' }];
  const from = listener.from.map((source) => endpoint(source.address, source.port));
  const sources = from.length > 0 ? `, from ${from.join(', ')}` : '';
  return [
    { term: 'Listener', text: endpoint(listener.address, listener.port) },
    { term: 'Listener got', text: `${plural(listener.received, 'request')}${sources}` },
  ];
}

function timeLines(lane: Lane): EvidenceLine[] {
  const first = lane.evidence.dialler?.firstSuccessMs ?? null;
  return [
    ...(lane.elapsedMs === null ? [] : [{ term: 'Took', text: duration(lane.elapsedMs) }]),
    ...(first === null
      ? []
      : [{ term: 'First success', text: `${duration(first)} after the probe's start` }]),
  ];
}

function expectedLine(lane: Lane): EvidenceLine[] {
  if (lane.expected === 'reachable') return [];
  const text =
    lane.expected === 'unreachable' ? 'not reachable here, which is no fault' : 'either result is fine here';
  return [{ term: 'Expected', text }];
}

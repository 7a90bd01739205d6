import type { Facts } from '../facts/facts.ts';
import type { Lane } from '../lanes/lane.ts';
import type { Finding } from '../report/schema.ts';
import type { Verdict } from '../words.ts';
import { cellsOf, isAlive, isWholly, nameless, type Cell } from './cells.ts';

/** Codes that say the feature cannot exist here, whatever is measured. */
const NOT_AVAILABLE = new Set(['HN0103', 'HN0105', 'HN0114', 'HN0115']);

/** Codes that say so only while nothing is measured to work: a measurement beats a version. */
const NOT_AVAILABLE_WHILE_DEAD = new Set(['HN0108']);

/** Codes that lower `working`: something that the feature promises is impaired though every cell answers. */
const IMPAIRED = new Set(['HN0214', 'HN0219']);

/**
 * Returns the verdict. `working` needs every promised cell proven; a cell that the instrument could not measure is never
 * counted as fine, and never as broken.
 */
export function verdictOf(facts: Facts, lanes: readonly Lane[], findings: readonly Finding[]): Verdict {
  if (findings.some((finding) => NOT_AVAILABLE.has(finding.code))) return 'not-available';
  if (!facts.engine.reachable) return 'unknown';
  const cells = cellsOf(lanes);
  const measured = cells.filter((cell) => cell.measured.length > 0);
  if (!measured.some(isAlive) && findings.some((finding) => NOT_AVAILABLE_WHILE_DEAD.has(finding.code)))
    return 'not-available';
  if (measured.length === 0) return 'unknown';
  const names = nameless(lanes).filter((lane) => lane.missing !== 'absent');
  const failed = [...measured.flatMap((cell) => cell.measured), ...names].filter(
    (lane) => lane.outcome !== 'reachable' && lane.outcome !== 'not-measured',
  );
  const unproven = names.some((lane) => lane.outcome === 'not-measured');
  if (!measured.some(isAlive)) return cells.every(isWholly) && !unproven ? 'not-working' : 'unknown';
  if (failed.length > 0 || findings.some((finding) => IMPAIRED.has(finding.code))) return 'partly-working';
  return bothWaysProven(cells) && !unproven ? 'working' : 'unknown';
}

/** One sentence for people, of the verdict and what carries it. */
export function summaryOf(verdict: Verdict, facts: Facts, findings: readonly Finding[]): string {
  const worst =
    findings.find((finding) => finding.severity === 'error') ??
    findings.find((finding) => finding.severity === 'warning');
  switch (verdict) {
    case 'working':
      return 'Host networking works here: this computer and host-mode containers reach each other over TCP and UDP.';
    case 'partly-working':
      return `Host networking works in part. ${worst ? `${worst.title}.` : ''}`.trim();
    case 'not-working':
      return `Host networking does not work here. ${worst ? `${worst.title}.` : ''}`.trim();
    case 'not-available':
      return `Host networking cannot be used here. ${worst ? `${worst.title}.` : ''}`.trim();
    case 'unknown':
      return facts.engine.reachable
        ? `Host networking could not be measured. ${worst ? `${worst.title}.` : ''}`.trim()
        : `Host networking could not be measured: ${facts.engine.message}`;
  }
}

/** Both directions and transports were measured, and nothing that was asked for is unproven. */
function bothWaysProven(cells: readonly Cell[]): boolean {
  const proven = (direction: string, transport: string) =>
    cells.some((cell) => cell.direction === direction && cell.transport === transport && isAlive(cell));
  return (
    cells.every((cell) => cell.unproven.length === 0) &&
    ['host-to-container', 'container-to-host'].every((direction) =>
      ['tcp', 'udp'].every((transport) => proven(direction, transport)),
    )
  );
}

import type { Facts } from '../model/facts.ts';
import type { Lane } from '../model/lane.ts';
import type { Finding } from '../model/finding.ts';
import type { VerdictEffect } from './entry.ts';
import type { Verdict } from '../words/enums.ts';
import { cellsOf, isAlive, isWholly, nameless, type Cell } from './cells.ts';

/**
 * Returns the verdict. `working` needs every promised cell proven; a cell that the instrument could not measure is never
 * counted as fine, and never as broken. `effectOf` gives what the catalogue says that a code does to the verdict.
 */
export function verdictOf(
  facts: Facts,
  lanes: readonly Lane[],
  findings: readonly Finding[],
  effectOf: (code: string) => VerdictEffect | undefined,
): Verdict {
  const says = (effect: VerdictEffect) => findings.some((finding) => effectOf(finding.code) === effect);
  if (says('not-available')) return 'not-available';
  if (!facts.engine.reachable) return 'unknown';
  const cells = cellsOf(lanes);
  const measured = cells.filter((cell) => cell.measured.length > 0);
  if (!measured.some(isAlive) && says('not-available-while-dead')) return 'not-available';
  if (measured.length === 0) return 'unknown';
  const names = nameless(lanes).filter((lane) => lane.missing !== 'absent');
  const failed = [...measured.flatMap((cell) => cell.measured), ...names].filter(
    (lane) => lane.outcome !== 'reachable' && lane.outcome !== 'not-measured',
  );
  const unproven = names.some((lane) => lane.outcome === 'not-measured');
  if (!measured.some(isAlive)) return cells.every(isWholly) && !unproven ? 'not-working' : 'unknown';
  if (failed.length > 0 || says('impairs')) return 'partly-working';
  return bothWaysProven(cells) && !unproven ? 'working' : 'unknown';
}

/** One sentence for people, of the verdict and its reason. */
export function summaryOf(verdict: Verdict, facts: Facts, findings: readonly Finding[]): string {
  const worst =
    findings.find((finding) => finding.severity === 'error') ??
    findings.find((finding) => finding.severity === 'warning');
  switch (verdict) {
    case 'working':
      return 'Host networking works here: this computer and host-mode containers reach each other over TCP and UDP.';
    case 'partly-working':
      return because('Host networking works in part.', worst);
    case 'not-working':
      return because('Host networking does not work here.', worst);
    case 'not-available':
      return because('Host networking cannot be used here.', worst);
    case 'unknown':
      return facts.engine.reachable
        ? because('Host networking could not be measured.', worst)
        : `Host networking could not be measured: ${facts.engine.message}`;
  }
}

/** The sentence with its reason behind it; a reason that speaks of host networking itself says both. */
function because(sentence: string, worst: Finding | undefined): string {
  if (!worst) return sentence;
  return worst.title.startsWith('Host networking ') ? `${worst.title}.` : `${sentence} ${worst.title}.`;
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

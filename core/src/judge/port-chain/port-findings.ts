import type { Finding } from '../../model/finding.ts';
import type { Transport } from '../../words/enums.ts';
import { portName } from '../reading/port-words.ts';

/** Codes that name the cause of a link of the chain, the surest first. */
export const CAUSES = {
  /** A container could not take the port: HN0303 taken, HN0309 an address that is not there, HN0310 a low port. */
  container: ['HN0303', 'HN0309', 'HN0310'],
  paused: ['HN0327'],
  /** A published port whose container does not serve it. */
  inside: ['HN0328'],
  /** A program that takes none of its connections. */
  queue: ['HN0325'],
  /** Another program has the port on this computer: HN0501 AirPlay, HN0502 mDNSResponder, HN0324 any other. */
  owner: ['HN0501', 'HN0502', 'HN0324'],
  forgotten: ['HN0219'],
  stale: ['HN0504'],
} as const;

/** Returns what the checks found of a port for one of these reasons; null when nothing. */
export function findingOf(
  findings: readonly Finding[],
  codes: readonly string[],
  port: number,
  transport: Transport,
): Finding | null {
  const name = portName(transport, port);
  const mine = findings.filter(({ ports }) => ports?.includes(name));
  for (const code of codes) {
    const found = mine.find((one) => one.code === code);
    if (found) return found;
  }
  return null;
}

/** What a chain says of a link that a check has found to be broken: the check's own words and remedy. */
export function brokenBy({ title, detail, remedy, evidence }: Finding) {
  return {
    sentence: `${title}.`,
    ending: remedy ? `${title}. ${remedy.text}` : `${title}. ${detail}`,
    command: remedy?.command ?? null,
    evidence,
  };
}

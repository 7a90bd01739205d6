import type { Transport } from '../../words/enums.ts';
import { tryCommand } from '../../knowledge/commands.ts';
import type { PortHint } from '../../model/port-hint.ts';
import type { Link } from './link.ts';
import { and, capital, isProxied, portName, programOf, subjectOf, type Subject } from './subject.ts';
import { addressLink, containerLink, listenerLink, publishedLink } from './listener-links.ts';
import { ENDED_BEHIND } from '../../words/reach-reasons.ts';
import { hostNetworkingLink, ownerLink } from './network-links.ts';
import { firewallLink, networkLink } from './outside-links.ts';
import { reachOfContainers } from './own-program.ts';
import { answersSomewhere } from './rows.ts';
import { ownerName } from './socket-owner.ts';
import { PORT_SCHEMA } from '../../model/ports-report-name.ts';
import { isLoopback } from '../../plan/targets.ts';
import type { PortChain, PortLink, PortsReport, PortRow } from '../../model/ports-report.ts';

/** From the program outwards, in the order in which one thing must be so before the next can matter. */
const LINKS: readonly ((subject: Subject) => Link)[] = [
  listenerLink,
  addressLink,
  containerLink,
  publishedLink,
  hostNetworkingLink,
  ownerLink,
  firewallLink,
  networkLink,
];

/**
 * Returns why a port can or cannot be reached from this computer: a chain of links, the first broken one named, one
 * sentence and at most one command. Pure. What was not measured is `unknown`, and never read as fine: `reachable` needs
 * an answer from the port that is known to be the right program's. `hints` are what a Compose file says of the port.
 */
export function explainPort(
  report: PortsReport,
  port: number,
  transport: Transport,
  hints: readonly PortHint[] = [],
): PortChain {
  const subject = subjectOf(report, port, transport, hints);
  const links = LINKS.map((link) => link(subject));
  const broken = links.find((link) => link.status === 'broken');
  const end = broken
    ? {
        verdict: 'broken' as const,
        sentence: broken.ending ?? broken.sentence,
        command: broken.command ?? null,
      }
    : ending(subject, links);
  return {
    schema: PORT_SCHEMA,
    port,
    transport,
    ...end,
    links: links.map(shown),
    broken: broken?.id ?? null,
  };
}

function ending(
  subject: Subject,
  links: readonly Link[],
): Pick<PortChain, 'verdict' | 'sentence' | 'command'> {
  const { port, transport, reach, platform } = subject;
  const answered = reach.filter((one) => one.outcome === 'reachable');
  const owner = links.find((link) => link.id === 'owner');
  const listener = links.find((link) => link.id === 'listener');
  if (answered.length > 0 && owner?.status === 'ok' && listener?.status === 'ok') {
    const local = answered.find((one) => one.address === '127.0.0.1') ?? answered[0];
    return {
      verdict: 'reachable',
      sentence: reachableSentence(
        subject,
        answered.map((one) => one.address),
      ),
      command:
        transport === 'tcp' && local
          ? tryCommand(port, local.address === '127.0.0.1' ? 'localhost' : local.address, platform)
          : null,
    };
  }
  const open = links.find((link) => link.status === 'unknown');
  const name = portName(port, transport);
  if (transport === 'udp' && listener?.status === 'ok')
    return {
      verdict: 'unknown',
      sentence: `No fault was found with port ${name}, but it is not proved to work: only the program’s own protocol can prove that.`,
      command: null,
    };
  const tried = reach.some((one) => one.reason === ENDED_BEHIND);
  return {
    verdict: 'unknown',
    sentence: `Whether port ${name} can be reached ${tried ? 'is not known' : 'was not measured'}: ${open?.sentence ?? 'no connection was tried.'}`,
    command: null,
  };
}

function reachableSentence(subject: Subject, addresses: readonly string[]): string {
  const { rows, published, port, transport, own } = subject;
  const proxied = isProxied(subject);
  const answers = own
    ? `${capital(ownerName(own))} answers on port ${portName(port, transport)} at ${places(addresses)}.`
    : answersOf(subject, addresses);
  const sixAlone = addresses.every((address) => address.includes(':'));
  const local = own
    ? isLoopback(own.address)
    : (published.length === 0 || proxied) && (rows ?? []).every((row) => isLoopback(row.address));
  const silent = own || rows === null ? [] : silentAddresses(rows);
  const limit = [
    silent.length > 0 ? ` It does not answer at ${and(silent)}.` : '',
    sixAlone && silent.length === 0 ? ' It listens on IPv6 only: 127.0.0.1 does not reach it.' : '',
    local ? ' Only this computer can reach it.' : '',
    published.length === 0 ? reachOfContainers(subject) : '',
  ].join('');
  return `${answers}${limit}`;
}

/** Addresses that lead to it and did not answer, each with how it failed. */
function silentAddresses(rows: readonly PortRow[]): string[] {
  const cells = rows.flatMap((row) => Object.values(row.reach));
  const dead = cells.filter(
    ({ address, expected, outcome }) =>
      address !== null &&
      expected === 'yes' &&
      !['reachable', 'not-measured'].includes(outcome) &&
      !cells.some((other) => other.address === address && other.outcome === 'reachable'),
  );
  return [...new Set(dead.map(({ address, outcome }) => `${places([address ?? ''])} (${outcome})`))];
}

/** Who answers where: of several programs each has its own addresses, or the kernel spreads connections over them. */
function answersOf(subject: Subject, addresses: readonly string[]): string {
  const { published, port, transport } = subject;
  const listening = isProxied(subject) ? [] : (subject.rows ?? []);
  const rows = listening.some(answersSomewhere) ? listening.filter(answersSomewhere) : listening;
  const byPrograms = new Map<string, { names: string[]; at: string[] }>();
  for (const address of addresses) {
    const there = rows.filter((row) => Object.values(row.reach).some((cell) => cell.address === address));
    const names = [...new Set((there.length > 0 ? there : rows).map(programOf))].slice(0, 3);
    if (names.length === 0) names.push(published[0]?.container.name ?? 'it');
    const key = names.join();
    byPrograms.set(key, { names, at: [...(byPrograms.get(key)?.at ?? []), address] });
  }
  const parts = [...byPrograms.values()].map(({ names, at }, n) => {
    const verb = names.length === 1 ? 'answers' : 'answer';
    const where = n === 0 ? ` ${verb} on port ${portName(port, transport)}` : '';
    return `${n === 0 ? capital(and(names)) : and(names)}${where} at ${places(at)}`;
  });
  const spread = [...byPrograms.values()].some(({ names }) => names.length > 1);
  return `${and(parts)}.${spread ? ' They share it: each connection goes to one of them.' : ''}`;
}

function places(addresses: readonly string[]): string {
  return and(addresses.map((address) => (address.includes(':') ? `[${address}]` : address)));
}

function shown({ id, title, status, sentence, evidence }: Link): PortLink {
  return { id, title, status, sentence, evidence };
}

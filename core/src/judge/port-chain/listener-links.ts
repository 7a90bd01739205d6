import { quote } from '../../knowledge/commands.ts';
import type { PortRow } from '../../model/ports-report.ts';
import { isLoopback } from '../../plan/targets.ts';
import { causeOf } from './cause.ts';
import { ownListenerLink } from './own-program.ts';
import { brokenBy, CAUSES, findingOf } from './port-findings.ts';
import { maker, type Link } from './link.ts';
import { ownerName } from './socket-owner.ts';
import { and, capital, isProxied, portName, programOf, type Subject } from './subject.ts';

/** Is there a listener at all? */
export function listenerLink(subject: Subject): Link {
  const { rows, port, transport, published, report, own, reach } = subject;
  const link = maker('listener', 'A program listens');
  const name = portName(port, transport);
  if (own) return ownListenerLink(subject, own);
  if (rows === null) {
    if (published[0]) return link.ok(`${published[0].container.name} publishes port ${name}.`);
    return link.unknown(report.ports.ownersReason ?? report.hostNetworking.sentence);
  }
  if (rows.length > 0) {
    const [first] = isProxied(subject) ? published : [];
    if (first) return link.ok(`${first.container.name} publishes port ${name}.`);
    return link.ok(
      hadBy(rows, name),
      rows.slice(0, 6).map((row) => `${row.address} port ${row.port}/${row.transport}, ${familyName(row)}`),
    );
  }
  if (published[0]) return link.ok(`${published[0].container.name} publishes port ${name}.`);
  const answered = reach.find((one) => one.outcome === 'reachable');
  if (answered && findingOf(report.findings, CAUSES.stale, port, transport) === null)
    return link.unknown(
      `Something answers at ${answered.address} on port ${name}, but it is no listener of host mode, and its owner could not be seen.`,
    );
  const silent = reach.find((one) => one.outcome === 'timed-out');
  if (silent && !report.ports.hostListeners.known)
    return link.unknown(
      `Nothing comes back from ${silent.address}, and what listens on this computer is not known: ${report.ports.hostListeners.reason}.`,
    );
  const cause = causeOf(subject);
  return link.broken(cause.sentence, cause);
}

/** Who has the port: those that listen on it, and those that publish it. */
function hadBy(rows: readonly PortRow[], port: string): string {
  const publish = [...new Set(rows.filter((row) => row.publishedBy).map(programOf))];
  const listen = [...new Set(rows.filter((row) => !row.publishedBy).map(programOf))];
  const verb = (names: readonly string[], word: string) =>
    names.length === 1 ? word : word.replace(/e?s$/, '');
  return [
    ...(listen.length > 0 ? [`${and(listen)} ${verb(listen, 'listens')} on port ${port}`] : []),
    ...(publish.length > 0 ? [`${and(publish)} ${verb(publish, 'publishes')} port ${port}`] : []),
  ]
    .map((part) => `${capital(part)}.`)
    .join(' ');
}

/** On which address and family? */
export function addressLink(subject: Subject): Link {
  const link = maker('address', 'Address and family');
  const rows = subject.rows ?? [];
  if (rows.length === 0) return link.notApplicable('Nothing listens, so there is no address to check.');
  const sentence = `It listens on ${and(rows.map(boundTo))}.`;
  const tcp = subject.transport === 'tcp';
  const nowhere = rows.every((row) =>
    Object.values(row.reach).every((cell) => cell.expected === 'no' || isLedPast(subject, cell)),
  );
  if (nowhere) {
    const why =
      rows[0]?.reach.v4.expected === 'maybe'
        ? `it listens on ${rows[0].address} of the engine’s machine, and 127.0.0.1 of this computer does not lead there`
        : (rows[0]?.reach.v4.reason ?? 'no address of this computer reaches it');
    return link.broken(
      `It listens on ${and(rows.map(boundTo))}, and this computer cannot reach that address.`,
      {
        ending: `${capital(why)}: let the program listen on 0.0.0.0 instead.`,
        command: restartHint(rows),
        evidence: evidenceOf(rows),
      },
    );
  }
  // What no address of this computer reaches, as the engine's machine's own address, says nothing of IPv6.
  const reachable = rows.filter((row) => Object.values(row.reach).some((cell) => cell.expected !== 'no'));
  const sixAlone = reachable.every((row) => row.reach.v4.expected === 'no');
  const refused = reachable.every((row) => ['refused', 'closed', 'reset'].includes(row.reach.v6.outcome));
  if (tcp && sixAlone && refused && subject.report.hostNetworking.state === 'works') {
    const mixed = reachable.length < rows.length;
    const only = 'Only over IPv6 could this computer reach it, and it does not.';
    return link.broken(mixed ? only : 'It listens on IPv6 only, which this computer does not reach here.', {
      ending: sixAloneEnding(
        mixed ? only : 'It listens on IPv6 only, and this computer does not reach it there.',
        reachable,
      ),
      evidence: evidenceOf(rows),
    });
  }
  return link.ok(sentence, evidenceOf(rows));
}

/**
 * Whether an address that might lead to a listener was tried, and does not: where listeners are forwarded, but not this one (WSL 2
 * forwards no other loopback address than 127.0.0.1, docker/for-win#14184).
 */
function isLedPast(
  { ownStack, report, transport }: Subject,
  { expected, outcome }: PortRow['reach']['v4'],
): boolean {
  const works = transport === 'tcp' && !ownStack && report.hostNetworking.state === 'works';
  return works && expected === 'maybe' && outcome === 'refused';
}

/** Is its container in host mode, published, or in a bridge alone? */
export function containerLink(subject: Subject): Link {
  const link = maker('container', 'Its container');
  const { rows, published, report, port, transport, own } = subject;
  const { container: taken, paused, inside, queue } = CAUSES;
  const codes = [...taken, ...paused, ...inside, ...queue];
  const found = findingOf(report.findings, codes, port, transport);
  if (found) {
    const cause = brokenBy(found);
    return link.broken(cause.sentence, cause);
  }
  if (own)
    return link.notApplicable(
      `${capital(ownerName(own))} is a program of this computer, and of no container.`,
    );
  if (published[0]) {
    const { container, containerPort } = published[0];
    return link.ok(`${container.name} is in bridge mode and publishes ${port} as its ${containerPort}.`);
  }
  if (rows === null) return link.unknown('What listens in host mode is not known.');
  if (typeof report.containersReason === 'string' && !rows.some((row) => row.container))
    return link.unknown(`Containers could not be listed: ${report.containersReason}.`);
  const named = rows.find((row) => row.container);
  if (named?.container) {
    const { id, name } = named.container;
    const facts = report.containers.find((one) => one.id === id);
    if (!facts)
      return link.ok(`${name} listens in host mode, but is not in the engine’s list of containers.`);
    return link.ok(`${name} (${facts.image}) is in host mode.`, [
      `state ${facts.state}`,
      `health ${facts.health}`,
    ]);
  }
  const row = rows[0];
  if (!row) return link.notApplicable('No container listens on it.');
  if (row.pid === null && report.ports.owners !== 'all')
    return link.unknown(
      `Its owner could not be found: ${report.ports.ownersReason ?? 'owners are not all known'}.`,
    );
  return link.notApplicable(
    `${capital(programOf(row))} is a process of ${machine(subject)}, and of no container.`,
  );
}

/** Were its published ports discarded? */
export function publishedLink(subject: Subject): Link {
  const link = maker('published', 'Published ports');
  const { rows, discarded, innerSide, port, report } = subject;
  const lost = discarded[0] ?? innerSide[0];
  if (lost) {
    const { container, containerPort, hostPort } = lost;
    const map = `-p ${hostPort ?? ''}:${containerPort}`;
    const sentence = `${map} of ${container.name} is ignored in host mode.`;
    if (subject.own) return link.notApplicable(`${sentence} Port ${port} is not its own.`);
    if (!rows || rows.length === 0) return link.broken(sentence, causeOf(subject));
    return rows.some((row) => row.container?.id === container.id)
      ? link.ok(`${sentence} Port ${port} is a port that ${container.name} itself listens on.`)
      : link.notApplicable(`${sentence} What listens on ${port} is not ${container.name}.`);
  }
  if (typeof report.containersReason === 'string')
    return link.unknown(`Containers could not be listed: ${report.containersReason}.`);
  const owner = rows?.find((row) => row.container)?.container;
  const requested = report.containers
    .find((one) => one.id === owner?.id && one.networkMode === 'host')
    ?.requestedPorts.filter((p) => p.hostPort !== null && p.hostPort !== p.containerPort);
  if (requested && requested.length > 0) {
    const maps = and(requested.map((p) => `-p ${p.hostPort ?? ''}:${p.containerPort}`));
    return link.ok(
      `${maps} of ${owner?.name ?? 'it'} is ignored in host mode: ${port} is the port it really uses.`,
    );
  }
  return link.notApplicable('No published port of a host-mode container is in the way.');
}

function machine({ ownStack }: Subject): string {
  return ownStack ? 'this machine' : 'the engine’s machine';
}

function boundTo(row: PortRow): string {
  if (isLoopback(row.address)) return `${row.address}, for this computer alone`;
  return `${row.address} (${familyName(row)})`;
}

function familyName({ family }: PortRow): string {
  return { ipv4: 'IPv4', ipv6: 'IPv6 only', dual: 'IPv4 and IPv6', unknown: 'family not known' }[family];
}

function evidenceOf(rows: readonly PortRow[]): string[] {
  return rows.slice(0, 4).flatMap((row) =>
    Object.values(row.reach)
      .filter((cell) => cell.address !== null)
      .map((cell) => {
        const reason = cell.reason === null ? '' : ` (${cell.reason})`;
        return `this computer → ${cell.address ?? ''} port ${row.port}: ${cell.outcome}${reason}`;
      }),
  );
}

/** Whether IPv6 is forwarded at all was not seen: our own listener is on IPv4. So both that fits is said. */
function sixAloneEnding(six: string, rows: readonly PortRow[]): string {
  const name = rows.find((row) => row.container)?.container?.name;
  const restart =
    name === undefined
      ? ''
      : ` Restart ${name}, in case the forwarder has forgotten it. If that does not help,`;
  const listen = `${restart === '' ? ' Let' : ' let'} the program listen on 0.0.0.0: IPv6 may not be forwarded here.`;
  return `${six}${restart}${listen}`;
}

function restartHint(rows: readonly PortRow[]): string | null {
  const name = rows.find((row) => row.container)?.container?.name;
  return name === undefined ? null : `docker logs --tail 20 ${quote(name)}`;
}

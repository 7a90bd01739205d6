import { isForwarder } from '../../knowledge/forwarders.ts';
import { systemService } from '../../knowledge/system-services.ts';
import { ownerCommand } from '../../knowledge/owner-command.ts';
import type { HostListener, PortReach } from '../../model/port-facts.ts';
import { ENDED_BEHIND, FORWARDED } from '../../words/reach-reasons.ts';
import type { PortRow } from '../../model/ports-report.ts';
import { ownerName } from './socket-owner.ts';
import { ownOwnerLink } from './own-program.ts';
import { brokenBy, CAUSES, findingOf } from './port-findings.ts';
import { maker, type Link } from './link.ts';
import { and, capital, isProxied, portName, programOf, type Subject } from './subject.ts';

/** Is host networking working here? */
export function hostNetworkingLink(subject: Subject): Link {
  const { report, rows, published, own } = subject;
  const link = maker('host-networking', 'Host networking');
  const { state, sentence, remedy, evidence } = report.hostNetworking;
  if (own) return link.notApplicable('A program of this computer does not need it.');
  if (published.length > 0 && ((rows ?? []).length === 0 || isProxied(subject)))
    return link.notApplicable('A published port does not need it.');
  if (state === 'own-stack' || state === 'works') return link.ok(sentence, evidence);
  if (state === 'unknown') return link.unknown(sentence, evidence);
  return link.broken(sentence, { ending: [sentence, remedy].filter(Boolean).join(' '), evidence });
}

/** Does something else own the port on this computer? */
export function ownerLink(subject: Subject): Link {
  const link = maker('owner', 'On this computer');
  const { rows, holder, reach, ownStack, port, transport, published, own, report } = subject;
  if (own) return ownOwnerLink(subject, own);
  const held = holder ? heldBy(subject, holder) : null;
  if (!rows || rows.length === 0) {
    if (published.length > 0) return publishedOwner(subject, held);
    return held === null ? free(subject) : link.notApplicable(held);
  }
  const lost = findingOf(report.findings, CAUSES.forgotten, port, transport);
  if (lost) return maker('owner', 'On this computer').broken(`${lost.title}.`, brokenBy(lost));
  const wrong = reach.find((one) => one.outcome === 'wrong-listener');
  if (wrong) return stranger(subject, wrong.address, [`${wrong.address}: ${wrong.reason ?? wrong.outcome}`]);
  if (ownStack)
    return link.ok('Host mode is this computer’s own network: a program that listens there holds the port.');
  if (holder && transport === 'udp' && systemService(holder) !== null)
    return stranger(subject, holder.address, []);
  const lostBehind = reach.find((one) => one.outcome === 'request-lost');
  if (lostBehind) return behindForwarder(subject, rows, lostBehind);
  const answered = reach.filter((one) => one.outcome === 'reachable');
  if (answered.some((one) => one.arrived === true))
    return link.ok(
      `A connection from this computer arrived in ${isProxied(subject) ? 'the container' : 'host mode'}.`,
      answered.map((one) => `${one.address}: ${one.outcome}${one.arrived === true ? ', arrived' : ''}`),
    );
  if (answered.some((one) => one.reason === FORWARDED))
    return link.ok(
      'An answer came back through the engine’s forwarder.',
      answered.map((one) => `${one.address}: ${one.outcome}`),
    );
  if (answered.length > 0) {
    if (holder && isForwarder(holder.process ?? ''))
      return link.ok(`${held ?? ''} It is the engine’s own forwarder.`);
    return link.unknown(
      `${held ?? 'Something answers on this computer.'} Whether it connects to the container was not checked.`,
    );
  }
  const ended = reach.find((one) => one.reason === ENDED_BEHIND);
  if (ended) return endedAtOnce(subject, rows, ended);
  return rows.every(isRefused) ? refused(subject, rows) : unseen(subject, held);
}

/** The engine's proxy holds a port for the container that publishes it. */
function heldBy({ published, port, transport }: Subject, holder: HostListener): string {
  const name = portName(port, transport);
  if (published[0] && isForwarder(holder.process ?? ''))
    return `${published[0].container.name} publishes port ${name}.`;
  return `${capital(ownerName(holder))} holds port ${name} on this computer.`;
}

function publishedOwner({ reach, port, transport }: Subject, held: string | null): Link {
  const link = maker('owner', 'On this computer');
  const seen = reach.map((one) => `${one.address}: ${one.outcome}`);
  if (reach.some((one) => one.outcome === 'reachable'))
    return link.ok(`Port ${portName(port, transport)} answers on this computer. ${held ?? ''}`.trim(), seen);
  if (transport === 'tcp' && reach.length > 0 && reach.every((one) => one.outcome === 'refused'))
    return link.broken(`Port ${port} is published, but this computer refuses connections to it.`, {
      ending: `Port ${port} is published, but nothing on this computer listens on it: restart the engine.`,
      evidence: seen,
    });
  return link.unknown(held ?? 'No program was seen to hold it.', seen);
}

function free({ report, port, transport }: Subject): Link {
  const link = maker('owner', 'On this computer');
  const { hostListeners } = report.ports;
  const excluded = excludedRange(report.ports.excludedPorts, port, transport);
  if (excluded !== null) return link.notApplicable(excluded);
  return hostListeners.known
    ? link.notApplicable(`No program holds port ${portName(port, transport)} on this computer.`)
    : link.unknown(`Who holds it on this computer is not known: ${hostListeners.reason}.`);
}

/** The forwarder takes the connection, and the program does not get it. */
function behindForwarder({ port, transport }: Subject, rows: readonly PortRow[], lost: PortReach): Link {
  const name = portName(port, transport);
  const who = and(rows.slice(0, 3).map(programOf));
  const sentence = `The engine’s forwarder accepts connections at ${lost.address} on port ${name}, but they do not arrive at ${who}.`;
  return maker('owner', 'On this computer').broken(sentence, {
    ending: `${sentence} A firewall on the engine’s machine may drop them.`,
    evidence: [`${lost.address}: ${lost.outcome}`, ...(lost.reason === null ? [] : [lost.reason])],
  });
}

/** The forwarder takes the connection, and it ends at once: who ended it was not seen. */
function endedAtOnce({ port, transport }: Subject, rows: readonly PortRow[], ended: PortReach): Link {
  const who = and(rows.slice(0, 3).map(programOf));
  return maker('owner', 'On this computer').unknown(
    `The engine’s forwarder accepts connections at ${ended.address} on port ${portName(port, transport)}, and they end at once (${ended.outcome}). Either ${who} ends them, or a firewall on the engine’s machine does.`,
    [`${ended.address}: ${ended.outcome}`],
  );
}

/** Somebody else answers on this computer's side. */
function stranger(subject: Subject, address: string, evidence: readonly string[]): Link {
  const link = maker('owner', 'On this computer');
  const { holder, port, transport, platform, rows, report } = subject;
  const name = portName(port, transport);
  const whose = rows?.[0]?.container?.name ?? 'the container';
  const found = findingOf(report.findings, CAUSES.owner, port, transport);
  if (found) return link.broken(`${found.title}.`, brokenBy(found));
  const named = holder !== null && !isForwarder(holder.process ?? '');
  const who = named ? capital(ownerName(holder)) : 'Another program';
  return link.broken(`${who} answers at ${address} on port ${name}, and not ${whose}.`, {
    ending: `${who} has port ${name} on this computer, and not ${whose}: end it, or give ${whose} another port.`,
    command: ownerCommand(platform, transport, port),
    evidence,
  });
}

/** It listens in the VM, and this computer refuses it wherever it should answer. */
function refused(subject: Subject, rows: readonly PortRow[]): Link {
  const link = maker('owner', 'On this computer');
  const { report, port, transport } = subject;
  const evidence = subject.reach.map((one) => `${one.address}: ${one.outcome}`);
  const excluded = excludedRange(report.ports.excludedPorts, port, transport);
  if (excluded !== null) return link.broken(excluded, { ending: `${excluded} Use another port.`, evidence });
  if (report.hostNetworking.state !== 'works')
    return link.unknown('Nothing on this computer forwards to it.', evidence);
  if (transport === 'udp') {
    const sentence = `Nothing on this computer forwards to ${and(rows.map(programOf))}: its UDP port is refused.`;
    return link.broken(sentence, { command: 'hostnet diagnose', evidence });
  }
  const container = rows.find((row) => row.container)?.container;
  if (!container) {
    const sentence = `Nothing on this computer forwards to ${and(rows.map(programOf))}: only ports of containers are forwarded.`;
    return link.broken(sentence, { evidence });
  }
  return link.unknown(
    `This computer does not reach ${container.name}, and the reason is not known.`,
    evidence,
  );
}

/** Whether a listener was refused, or hung up on, wherever it should answer. */
function isRefused(row: PortRow): boolean {
  const expected = Object.values(row.reach).filter((cell) => cell.expected === 'yes');
  return (
    expected.length > 0 && expected.every((cell) => ['refused', 'closed', 'reset'].includes(cell.outcome))
  );
}

function unseen({ reach, report }: Subject, held: string | null): Link {
  const link = maker('owner', 'On this computer');
  const seen = reach.map(
    (one) => `${one.address}: ${one.outcome}${one.reason === null ? '' : ` (${one.reason})`}`,
  );
  const { hostListeners } = report.ports;
  const otherwise = hostListeners.known
    ? 'No program was seen to hold it on this computer.'
    : `Who holds it on this computer is not known: ${hostListeners.reason}.`;
  return link.unknown(held ?? otherwise, seen);
}

function excludedRange(
  excluded: Subject['report']['ports']['excludedPorts'],
  port: number,
  transport: string,
): string | null {
  if (!excluded.known) return null;
  const range = excluded.value.find(
    (one) => one.transport === transport && one.from <= port && port <= one.to,
  );
  return range ? `Windows reserves ports ${range.from} to ${range.to}.` : null;
}

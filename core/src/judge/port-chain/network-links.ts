import { isForwarder } from '../../knowledge/forwarders.ts';
import { systemService } from '../../knowledge/system-services.ts';
import { quote } from '../../knowledge/commands.ts';
import { refusedEverywhere } from './rows.ts';
import type { PortRow } from '../../model/ports-report.ts';
import { ownerName } from './socket-owner.ts';
import { isLoopback } from '../../plan/targets.ts';
import { maker, type Link } from './link.ts';
import { and, capital, portName, programOf, type Subject } from './subject.ts';

/** Is host networking working here? */
export function hostNetworkingLink({ report, rows, published }: Subject): Link {
  const link = maker('host-networking', 'Host networking');
  const { state, sentence, remedy, evidence } = report.hostNetworking;
  if (published.length > 0 && (rows ?? []).length === 0)
    return link.notApplicable('A published port does not need it.');
  if (state === 'own-stack' || state === 'works') return link.ok(sentence, evidence);
  if (state === 'unknown') return link.unknown(sentence, evidence);
  return link.broken(sentence, { ending: [sentence, remedy].filter(Boolean).join(' '), evidence });
}

/** Does something else own the port on this computer? */
export function ownerLink(subject: Subject): Link {
  const link = maker('owner', 'On this computer');
  const { rows, holder, reach, ownStack, port, transport, published } = subject;
  const name = portName(port, transport);
  const held = holder ? `${capital(ownerName(holder))} holds port ${name} on this computer.` : null;
  if (!rows || rows.length === 0) {
    if (published.length > 0) return publishedOwner(subject, held);
    return held === null ? free(subject) : link.notApplicable(held);
  }
  const wrong = reach.find((one) => one.outcome === 'wrong-listener');
  if (wrong) return stranger(subject, wrong.address, [`${wrong.address}: ${wrong.reason ?? wrong.outcome}`]);
  if (ownStack)
    return link.ok('Host mode is this computer’s own network: whoever listens there holds the port.');
  if (holder && transport === 'udp' && systemService(holder) !== null)
    return stranger(subject, holder.address, []);
  const answered = reach.filter((one) => one.outcome === 'reachable');
  if (answered.some((one) => one.arrived === true))
    return link.ok('A connection from this computer was seen to arrive in host mode.', [
      ...answered.map((one) => `${one.address}: ${one.outcome}${one.arrived === true ? ', arrived' : ''}`),
    ]);
  if (answered.length > 0) {
    if (holder && isForwarder(holder.process ?? ''))
      return link.ok(`${held ?? ''} It is the engine’s own forwarder.`);
    return link.unknown(
      `${held ?? 'Something answers on this computer.'} Whether it leads to the container was not watched.`,
    );
  }
  return rows.every(refusedEverywhere) ? forgotten(subject, rows) : unseen(subject, held);
}

function publishedOwner({ reach, port, transport }: Subject, held: string | null): Link {
  const link = maker('owner', 'On this computer');
  const seen = reach.map((one) => `${one.address}: ${one.outcome}`);
  if (reach.some((one) => one.outcome === 'reachable'))
    return link.ok(`Port ${portName(port, transport)} answers on this computer. ${held ?? ''}`.trim(), seen);
  if (transport === 'tcp' && reach.length > 0 && reach.every((one) => one.outcome === 'refused'))
    return link.broken(`Port ${port} is published, and this computer refuses it.`, {
      ending: `Port ${port} is published, and yet nothing on this computer holds it: restart the engine.`,
      evidence: seen,
    });
  return link.unknown(held ?? 'Nobody could be seen to hold it.', seen);
}

function free({ report, port, transport }: Subject): Link {
  const link = maker('owner', 'On this computer');
  const { hostListeners } = report.ports;
  const excluded = excludedRange(report.ports.excludedPorts, port, transport);
  if (excluded !== null) return link.notApplicable(excluded);
  return hostListeners.known
    ? link.notApplicable(`Nobody holds port ${portName(port, transport)} on this computer.`)
    : link.unknown(`Who holds it on this computer is not known: ${hostListeners.reason}.`);
}

/** Somebody else answers on this computer's side. */
function stranger(subject: Subject, address: string, evidence: readonly string[]): Link {
  const link = maker('owner', 'On this computer');
  const { holder, port, transport, platform, rows } = subject;
  const name = portName(port, transport);
  const whose = rows?.[0]?.container?.name ?? 'the container';
  if (!holder || isForwarder(holder.process ?? ''))
    return link.broken(`Something other than ${whose} answers at ${address} (wrong-listener).`, {
      ending: `Something else on this computer holds port ${name}, and it is not ${whose}: find it, and end it or give ${whose} another port.`,
      command: findCommand(port, platform),
      evidence,
    });
  const airplay = systemService(holder)?.startsWith('AirPlay') === true;
  const remedy = airplay
    ? 'turn it off under System Settings › General › AirDrop & Handoff, or'
    : 'end it, or';
  return link.broken(`${capital(ownerName(holder))} holds port ${name} on this computer.`, {
    ending: `${capital(ownerName(holder))} answers on port ${name} of this computer, and not ${whose}: ${remedy} give ${whose} another port.`,
    evidence,
  });
}

/** It listens in the VM, and this computer refuses it wherever it should answer. */
function forgotten(subject: Subject, rows: readonly PortRow[]): Link {
  const link = maker('owner', 'On this computer');
  const { report, port, transport } = subject;
  const evidence = subject.reach.map((one) => `${one.address}: ${one.outcome}`);
  const excluded = excludedRange(report.ports.excludedPorts, port, transport);
  if (excluded !== null) return link.broken(excluded, { ending: `${excluded} Use another port.`, evidence });
  if (report.hostNetworking.state !== 'works')
    return link.unknown('Nothing on this computer leads to it.', evidence);
  if (transport === 'udp') {
    const sentence = `Nothing on this computer leads to ${and(rows.map(programOf))}: its UDP port is refused.`;
    return link.broken(sentence, { command: 'hostnet diagnose', evidence });
  }
  const container = rows.find((row) => row.container)?.container;
  if (!container) {
    const sentence = `Nothing on this computer leads to ${and(rows.map(programOf))}: ports of containers alone are forwarded.`;
    return link.broken(sentence, { evidence });
  }
  return link.broken(
    `The engine has forgotten ${container.name}: a new listener is forwarded, and this one is not.`,
    {
      ending: `${container.name} listens, and this computer no longer leads to it, as after a restart of the engine: restart the container.`,
      command: `docker restart ${quote(container.name)}`,
      evidence,
    },
  );
}

function unseen({ reach, report }: Subject, held: string | null): Link {
  const link = maker('owner', 'On this computer');
  const seen = reach.map(
    (one) => `${one.address}: ${one.outcome}${one.reason === null ? '' : ` (${one.reason})`}`,
  );
  const { hostListeners } = report.ports;
  const otherwise = hostListeners.known
    ? 'Nobody is seen to hold it on this computer.'
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
  return range ? `Windows keeps ports ${range.from} to ${range.to} for itself.` : null;
}

/** Shows who holds a port, by the system's own means. */
function findCommand(port: number, platform: string): string {
  if (platform === 'win32') return `netstat -ano | findstr :${port}`;
  return platform === 'darwin' ? `sudo lsof -nP -i :${port}` : `sudo ss -lntup 'sport = :${port}'`;
}

/** Is a firewall in the way? */
export function firewallLink(subject: Subject): Link {
  const link = maker('firewall', 'Firewall');
  const { rows, published, reach, ownStack, port, transport, report } = subject;
  if (!listens(subject)) return link.notApplicable('Not reached.');
  const { firewalls } = report.ports;
  const active = firewalls.known ? firewalls.value.filter((one) => one.active).map((one) => one.name) : [];
  const dropped = reach.filter((one) => one.outcome === 'timed-out');
  if (ownStack && dropped.length > 0)
    return link.broken(
      `Nothing comes back from ${and(dropped.map((one) => one.address))}: a firewall drops it.`,
      {
        ending: `A firewall of this machine drops what is sent to port ${port}: allow the port.`,
        command: active.includes('ufw')
          ? `sudo ufw allow ${port}/${transport}`
          : `sudo iptables -I INPUT -p ${transport} --dport ${port} -j ACCEPT`,
        evidence: dropped.map((one) => `${one.address}: ${one.outcome}`),
      },
    );
  if (published.length === 0 && rows?.every((row) => isLoopback(row.address)) === true)
    return link.notApplicable('This computer alone can reach it: no firewall is asked.');
  if (!firewalls.known) return link.unknown(`Firewalls were not looked at: ${firewalls.reason}.`);
  if (active.length > 0)
    return link.unknown(
      `${capital(and(active))} is active: whether it lets other computers through to ${port} is not measured.`,
    );
  const named = firewalls.value.map((one) => one.name);
  return link.ok(named.length > 0 ? `No firewall is active (${and(named)}).` : 'No firewall was found.');
}

/** Does it answer on this computer's address in its network? */
export function networkLink(subject: Subject): Link {
  const link = maker('network', 'Your network');
  const { rows, published, reach, transport, report } = subject;
  if (!listens(subject)) return link.notApplicable('Not reached.');
  const lan = report.facts.host.lanAddress;
  if (!lan.known) return link.notApplicable(`This computer has no address there: ${lan.reason}.`);
  if (published.length === 0 && rows?.every((row) => row.reach.lan.expected === 'no') === true)
    return link.notApplicable(`${capital(rows[0]?.reach.lan.reason ?? 'it cannot answer there')}.`);
  const seen = reach.find((one) => one.address === lan.value);
  if (transport === 'udp' || !seen || seen.outcome === 'not-measured')
    return link.unknown(`Whether it answers at ${lan.value} was not measured.`);
  const evidence = [`${lan.value}: ${seen.outcome}`];
  if (seen.outcome === 'reachable')
    return link.ok(
      `It answers at ${lan.value}, this computer’s address there; other computers were not asked.`,
      evidence,
    );
  if (rows?.some((row) => row.reach.lan.expected === 'yes') !== true)
    return link.unknown(`At ${lan.value}: ${seen.outcome}.`, evidence);
  return link.broken(`It does not answer at ${lan.value}, this computer’s address there (${seen.outcome}).`, {
    ending: `It does not answer at ${lan.value} (${seen.outcome}), so other computers cannot reach it: look at this computer’s firewall.`,
    evidence,
  });
}

function listens({ rows, published }: Subject): boolean {
  return published.length > 0 || (rows !== null && rows.length > 0);
}

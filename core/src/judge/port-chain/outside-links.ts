import type { PortReach } from '../../model/port-facts.ts';
import { ENDED_BEHIND, REJECTED } from '../../words/reach-reasons.ts';
import { allowPort } from '../../knowledge/allow-port.ts';
import { isLoopback } from '../../plan/targets.ts';
import { maker, type Link } from './link.ts';
import { and, capital, type Subject } from './subject.ts';

/** Is a firewall in the way? */
export function firewallLink(subject: Subject): Link {
  const link = maker('firewall', 'Firewall');
  const { reach, ownStack, port, report } = subject;
  if (!listens(subject)) return link.notApplicable('Not reached.');
  const { firewalls } = report.ports;
  const active = firewalls.known ? firewalls.value.filter((one) => one.active).map((one) => one.name) : [];
  const dropped = reach.filter((one) => one.outcome === 'timed-out' && listensAt(subject, one.address));
  const rejected = reach.filter((one) => one.reason === REJECTED);
  const blocked = [...dropped, ...rejected];
  if (ownStack && blocked.length > 0) {
    const verb = and([...(dropped.length > 0 ? ['drops'] : []), ...(rejected.length > 0 ? ['rejects'] : [])]);
    const where = and(blocked.map((one) => one.address));
    const sentence =
      rejected.length === 0
        ? `Nothing comes back from ${where}: a firewall drops it.`
        : `A program listens there, and ${where} cannot be reached: a firewall ${verb} what is sent to it.`;
    return link.broken(sentence, {
      ending: `A firewall of this machine ${verb} what is sent to port ${port} at ${where}: allow the port.`,
      command: allowCommand(active, blocked),
      evidence: blocked.map((one) => `${one.address}: ${one.outcome}`),
    });
  }
  if (isLocal(subject))
    return link.notApplicable('Only this computer can reach it: no firewall is in the way.');
  if (!firewalls.known) return link.unknown(`Firewall not checked: ${firewalls.reason}.`);
  if (active.length > 0)
    return link.unknown(
      `${capital(and(active))} is active: whether it lets other computers reach port ${port} was not measured.`,
    );
  const named = firewalls.value.map((one) => one.name);
  return link.ok(named.length > 0 ? `No firewall is active (${and(named)}).` : 'No firewall was found.');
}

/** Whether something listens at this address of the computer: where nothing does, silence there hurts nobody. */
function listensAt({ rows, published }: Subject, address: string): boolean {
  const cells = (rows ?? []).flatMap((row) => Object.values(row.reach));
  const own = cells.filter((cell) => cell.address === address);
  return own.length > 0 ? own.some((cell) => cell.expected !== 'no') : published.length > 0;
}

/** Returns the command that lets through what is sent to these addresses: of the firewall that is active, else of the kernel's rules. */
function allowCommand(active: readonly string[], [first, ...others]: readonly PortReach[]): string | null {
  if (first === undefined) return null;
  const { port, transport } = first;
  // What a table of nftables drops, no rule of another lets through (nft(8), verdict statement).
  const tool = ['ufw', 'firewalld', 'nftables'].find((name) => active.includes(name));
  if (tool !== undefined) return allowPort(tool, `${port}/${transport}`);
  const six = [first, ...others].map(({ address }) => address.includes(':'));
  const tools = [...(six.includes(false) ? ['iptables'] : []), ...(six.includes(true) ? ['ip6tables'] : [])];
  return tools.map((tool) => `sudo ${tool} -I INPUT -p ${transport} --dport ${port} -j ACCEPT`).join(' && ');
}

/** Does it answer on this computer's address in its network? */
export function networkLink(subject: Subject): Link {
  const link = maker('network', 'Your network');
  const { rows, published, reach, own, report } = subject;
  if (!listens(subject)) return link.notApplicable('Not reached.');
  const lan = report.facts.host.lanAddress;
  if (!lan.known) return link.notApplicable(`This computer has no address there: ${lan.reason}.`);
  if (own && isLocal(subject))
    return link.notApplicable(`It listens on ${own.address}: only this computer can reach it.`);
  if (!own && published.length === 0 && rows?.every((row) => row.reach.lan.expected === 'no') === true)
    return link.notApplicable(`${capital(rows[0]?.reach.lan.reason ?? 'it cannot answer there')}.`);
  const seen = reach.find((one) => one.address === lan.value);
  if (!seen || seen.outcome === 'not-measured')
    return link.unknown(`Whether it answers at ${lan.value} was not measured.`);
  const evidence = [`${lan.value}: ${seen.outcome}`];
  if (seen.outcome === 'reachable')
    return link.ok(
      `It answers at ${lan.value}, this computer’s address there; whether other computers reach it was not measured.`,
      evidence,
    );
  if (seen.reason === ENDED_BEHIND || rows?.some((row) => row.reach.lan.expected === 'yes') !== true)
    return link.unknown(`At ${lan.value}: ${seen.outcome}.`, evidence);
  return link.broken(`It does not answer at ${lan.value}, this computer’s address there (${seen.outcome}).`, {
    ending: `It does not answer at ${lan.value} (${seen.outcome}), so other computers cannot reach it: check this computer’s firewall.`,
    evidence,
  });
}

/** Whether it listens on loopback alone. */
function isLocal({ rows, published, own }: Subject): boolean {
  if (own) return isLoopback(own.address);
  return published.length === 0 && rows?.every((row) => isLoopback(row.address)) === true;
}

function listens({ rows, published, own }: Subject): boolean {
  return own !== null || published.length > 0 || (rows !== null && rows.length > 0);
}

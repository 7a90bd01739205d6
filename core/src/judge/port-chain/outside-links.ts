import { ENDED_BEHIND } from '../../model/port-facts.ts';
import { isLoopback } from '../../plan/targets.ts';
import { maker, type Link } from './link.ts';
import { and, capital, type Subject } from './subject.ts';

/** Is a firewall in the way? */
export function firewallLink(subject: Subject): Link {
  const link = maker('firewall', 'Firewall');
  const { reach, ownStack, port, transport, report } = subject;
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

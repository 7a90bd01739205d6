import { isDesktop } from '../../facts/engine-json.ts';
import type { HostListener } from '../../model/port-facts.ts';
import { CONNECTIONS_WAIT } from '../../words/reach-reasons.ts';
import { isLoopback } from '../../plan/targets.ts';
import { maker, type Link } from './link.ts';
import { hostListenerAt, ownerName } from './socket-owner.ts';
import { capital, portName, type Subject } from './subject.ts';

/** Says that a program of this computer has the port, which no container needs to have. */
export function ownListenerLink({ port, transport }: Subject, own: HostListener): Link {
  return maker('listener', 'A program listens').ok(
    `${capital(ownerName(own))}, a program of this computer, listens on port ${portName(port, transport)}.`,
    [`${own.address} port ${own.port}/${own.transport}`],
  );
}

/** Does the program of this computer answer? */
export function ownOwnerLink({ reach, port, transport }: Subject, own: HostListener): Link {
  const link = maker('owner', 'On this computer');
  const seen = reach.map((one) => `${one.address}: ${one.outcome}`);
  const held = `${capital(ownerName(own))} holds port ${portName(port, transport)} on this computer.`;
  if (reach.some((one) => one.reason === CONNECTIONS_WAIT))
    return link.broken(`${held} It has not taken the connections that wait for it.`, {
      ending: `${capital(ownerName(own))} accepts on port ${portName(port, transport)}, but has not taken the connections that wait for it: see whether it hangs.`,
      evidence: seen,
    });
  // An address that it does not listen on shows nothing of it.
  const dialled = reach.filter(
    (one) => one.outcome !== 'not-measured' && hostListenerAt([own], transport, one.address, port) !== null,
  );
  if (transport === 'udp' || dialled.length === 0 || dialled.some((one) => one.outcome === 'reachable'))
    return link.ok(held, seen);
  return link.broken(`${held} It does not answer.`, {
    ending: `${capital(ownerName(own))} listens on ${own.address} port ${portName(port, transport)}, but does not answer: see whether it hangs.`,
    evidence: seen,
  });
}

/**
 * Returns what containers can reach of a program that is not in a container, or listens on loopback; empty where nothing
 * is known of that. On Linux a bridge network has no way to the loopback addresses of the machine (RFC 1122 §3.2.1.3).
 */
export function reachOfContainers(subject: Subject): string {
  const { rows, own, ownStack, port, report } = subject;
  if (own && isDesktop(report.facts.engine))
    return ` It is a program of this computer, not of a container; containers find it at host.docker.internal:${port}.`;
  if (own) return ' It is a program of this computer, not of a container.';
  if (!ownStack || !rows || rows.length === 0 || !rows.every((row) => isLoopback(row.address))) return '';
  const bridge = report.facts.host.interfaces
    .find(({ name }) => name === 'docker0')
    ?.addresses.find(({ address }) => !address.includes(':'))?.address;
  const there = bridge === undefined ? '' : `, or on ${bridge}, the address of docker0`;
  return ` Containers on a bridge network cannot reach it: for them let it listen on 0.0.0.0${there}.`;
}

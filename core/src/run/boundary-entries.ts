import type { Interface } from '../protocol/index.ts';
import type { DialedEvent, FactsEvent, ReceivedEvent } from '../protocol/index.ts';
import { known, unknown, type Known } from '../model/known.ts';
import type { BoundaryEntry } from '../model/boundary-entry.ts';
import {
  BROADCAST_LANE,
  BROADCAST_LISTENER,
  MULTICAST_LANE,
  MULTICAST_LISTENER,
} from '../plan/boundary-plan.ts';

/** What was seen below layer 4. */
export interface BoundaryEvidence {
  /** `facts` lines of the host-mode container, and of the one with NET_RAW when it ran. */
  readonly container: readonly FactsEvent[];
  readonly privileged: readonly FactsEvent[] | null;
  readonly dialed: readonly DialedEvent[];
  /** What the container's and the host's listeners saw. */
  readonly containerReceived: readonly ReceivedEvent[];
  readonly hostReceived: readonly ReceivedEvent[];
  readonly hostInterfaces: readonly Interface[];
  readonly lanAddress: string | null;
  /** Whether the two listeners could be opened at all. */
  readonly listening: { readonly multicast: boolean; readonly broadcast: boolean };
}

const ASK_FULL = 'needs the NET_RAW capability: tested in a full diagnosis only';

/** Returns one entry for each thing below TCP and UDP, in the order people read them. */
export function boundaryEntries(seen: BoundaryEvidence): BoundaryEntry[] {
  return [
    icmp(seen),
    raw(seen),
    interfaces(seen),
    seen.listening.multicast
      ? spread('multicast', MULTICAST_LANE, MULTICAST_LISTENER, seen.dialed, seen.containerReceived)
      : missing('multicast', 'the container could not join the group'),
    seen.listening.broadcast
      ? spread('broadcast', BROADCAST_LANE, BROADCAST_LISTENER, seen.dialed, seen.hostReceived)
      : missing('broadcast', 'this computer could not listen for it'),
    bindHostAddress(seen),
  ];
}

/** Links that engines make and take away with every container: they may differ between two looks at one stack. */
const PASSING = /^(veth|br-|docker|cni|flannel|podman)/;

/**
 * Whether the namespace's interfaces are the host's own: the same hardware with an address in common, loopback left out, and
 * links of containers too wherever there are others.
 */
export function sameInterfaces(container: readonly Interface[], host: readonly Interface[]): Known<boolean> {
  const outer = (list: readonly Interface[]) => list.filter((i) => !i.addresses.every((a) => a.internal));
  const all = outer(host);
  const lasting = all.filter((i) => !PASSING.test(i.name));
  const own = lasting.length > 0 ? lasting : all;
  const theirs = outer(container);
  if (own.length === 0 && theirs.length === 0) return unknown('neither side has an interface but loopback');
  const isThere = (i: Interface) => theirs.some((other) => other.mac === i.mac && shareAddress(i, other));
  return known(own.length > 0 && own.every(isThere), 'interfaces compared');
}

function shareAddress(a: Interface, b: Interface): boolean {
  const plain = (address: string) => address.replace(/%.*$/, '');
  const known = new Set(a.addresses.map((one) => plain(one.address)));
  return b.addresses.some((one) => known.has(plain(one.address)));
}

function icmp(seen: BoundaryEvidence): BoundaryEntry {
  const candidates = [...(seen.privileged ?? []), ...seen.container].filter(
    (event) => event.kind === 'icmp' && event.raw !== true,
  );
  const event =
    candidates.find((candidate) => candidate.kind === 'icmp' && candidate.status !== 'not-measured') ??
    candidates[0];
  if (event?.kind !== 'icmp') return missing('icmp-echo', failure(seen.container, 'icmp'));
  return {
    name: 'icmp-echo',
    status: event.status,
    reason: event.reason,
    evidence: [`echo request to ${event.target}`],
  };
}

function raw(seen: BoundaryEvidence): BoundaryEntry {
  if (!seen.privileged) return missing('raw-socket', ASK_FULL);
  const event = seen.privileged.find((candidate) => candidate.kind === 'icmp' && candidate.raw === true);
  if (event?.kind !== 'icmp') return missing('raw-socket', failure(seen.privileged, 'icmp'));
  return {
    name: 'raw-socket',
    status: event.status,
    reason: event.reason,
    evidence: [`echo request to ${event.target} through a raw socket`],
  };
}

function interfaces(seen: BoundaryEvidence): BoundaryEntry {
  const event = seen.container.find((candidate) => candidate.kind === 'interfaces');
  if (event?.kind !== 'interfaces') return missing('interfaces', failure(seen.container, 'interfaces'));
  const same = sameInterfaces(event.interfaces, seen.hostInterfaces);
  const evidence = event.interfaces
    .filter((i) => !i.addresses.every((a) => a.internal))
    .map((i) => `${i.name} ${i.addresses.map((a) => `${a.address}/${a.prefix}`).join(', ')}`);
  if (!same.known) return { name: 'interfaces', status: 'not-measured', reason: same.reason, evidence };
  return {
    name: 'interfaces',
    status: same.value ? 'carried' : 'not-carried',
    reason: same.value
      ? 'the container sees this computer’s own interfaces'
      : 'the container sees the interfaces of another stack',
    evidence,
  };
}

function spread(
  name: 'multicast' | 'broadcast',
  lane: string,
  listener: string,
  dialed: readonly DialedEvent[],
  received: readonly ReceivedEvent[],
): BoundaryEntry {
  const event = dialed.find((candidate) => candidate.lane === lane);
  if (!event) return missing(name, 'the sender gave no answer in time');
  if (event.sent === 0)
    return missing(name, `the datagram could not be sent${event.errno === null ? '' : ` (${event.errno})`}`);
  const seen = received.filter((r) => r.listener === listener && event.nonces.includes(r.nonce));
  const to = `${event.address ?? ''}:${event.port}`;
  const evidence = [`${event.sent} sent to ${to}, ${seen.length} seen by the listener`];
  return { name, status: seen.length > 0 ? 'carried' : 'not-carried', reason: null, evidence };
}

function bindHostAddress(seen: BoundaryEvidence): BoundaryEntry {
  if (seen.lanAddress === null)
    return missing('bind-host-address', 'this computer has no address but loopback');
  const event = seen.container.find((candidate) => candidate.kind === 'bind');
  if (event?.kind !== 'bind') return missing('bind-host-address', failure(seen.container, 'bind'));
  return {
    name: 'bind-host-address',
    status: event.status,
    reason: event.reason,
    evidence: [`bind to ${event.target}`],
  };
}

function missing(name: BoundaryEntry['name'], reason: string): BoundaryEntry {
  return { name, status: 'not-measured', reason, evidence: [] };
}

function failure(events: readonly FactsEvent[], inspection: string): string {
  const event = events.find(
    (candidate) => candidate.kind === 'failed' && candidate.inspection === inspection,
  );
  return event?.kind === 'failed' ? event.reason : 'the inspection gave no answer in time';
}

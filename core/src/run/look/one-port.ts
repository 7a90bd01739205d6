import { CONNECTIONS_WAIT, UDP_UNPROVABLE } from '../../words/reach-reasons.ts';
import type { PortReach } from '../../model/port-facts.ts';
import type { DialedEvent } from '../../protocol/index.ts';
import { forwarderHint, lanAddressOf, type RunContext } from '../context.ts';
import { pause } from '../deadline.ts';
import { connectDial, reachOf } from '../../plan/reach-dials.ts';
import { hostSession } from './host-session.ts';
import { queuedAddresses } from './queues.ts';
import type { SessionFacts } from './session-facts.ts';

/** A connection is held this long for the witness, in ms; and once more, longer, before it is said that it did not arrive. */
const HOLDS_MS = [120, 1000] as const;
/** The witness's line may still be under way, in ms. */
const WITNESS_MS = 150;
/** How long a datagram's answer is waited for, in ms. */
const UDP_WAIT_MS = 400;

/**
 * Returns how one TCP port answers at every address of this computer. Addresses are dialled one after the other until a
 * connection is seen to arrive in host mode, so that it is known which one it was. `sessionFacts` is null where nobody watches.
 * Where connections wait for a program already, none is added.
 */
export async function reachTcp(
  context: RunContext,
  port: number,
  sessionFacts: SessionFacts | null,
): Promise<PortReach[]> {
  const queued = await queuedAddresses(context, port, addressesOf(context));
  const free = addressesOf(context).filter((address) => !queued.includes(address));
  const spared = queued.map((address) => notMeasured(port, address, CONNECTIONS_WAIT));
  return [...(free.length > 0 ? await reachWatched(context, port, free, sessionFacts) : []), ...spared];
}

/** The same at these addresses, whatever waits there. */
export async function reachWatched(
  context: RunContext,
  port: number,
  addresses: readonly string[],
  sessionFacts: SessionFacts | null,
): Promise<PortReach[]> {
  // Without a forwarder there is nothing to witness. A proxy of a published port accepts, and hangs up when nobody listens behind.
  // One connection is enough to know the port; what the other addresses do is told by the list of sockets, or tried later.
  if (!isWatched(context)) return untilAccepted(context, port, addresses, HOLDS_MS[0]);
  const witness = watch(sessionFacts);
  const reach: PortReach[] = [];
  const rest: Promise<PortReach[]>[] = [];
  for (const [at, address] of addresses.entries()) {
    // One connection that arrived is enough: what the other addresses do is told by the list of sockets, or tried later.
    if (witness.state() === 'seen') break;
    if (witness.state() === 'away') {
      rest.push(dialOnce(context, port, addresses.slice(at), HOLDS_MS[0]));
      break;
    }
    for (const holdMs of HOLDS_MS) {
      const dialled = dialOnce(context, port, [address], holdMs);
      // Once it is seen the others need not wait for the end of this connection.
      await Promise.race([dialled, witness.over]);
      if (witness.state() === 'seen') {
        rest.push(dialled.then((events) => events.map((event) => witnessed(event, true))));
        break;
      }
      const [event] = await dialled;
      if (event === undefined) break;
      if (event.outcome === 'reachable')
        await Promise.race([witness.over, pause(WITNESS_MS, context.signal)]);
      const arrived = arrivedOf(witness.state());
      if (event.outcome === 'reachable' && arrived === false && holdMs === HOLDS_MS[0]) continue;
      reach.push(witnessed(event, arrived));
      break;
    }
  }
  const others = (await Promise.all(rest)).flat();
  return [...reach, ...others];
}

/** Returns how a TCP port answers at the addresses of this computer that are not among `done`. Never throws. */
export async function reachRest(
  context: RunContext,
  port: number,
  done: readonly string[],
): Promise<PortReach[]> {
  const rest = addressesOf(context).filter((address) => !done.includes(address));
  return rest.length === 0 ? [] : dialOnce(context, port, rest, HOLDS_MS[0]);
}

/** Returns how a TCP port answers at one more address of this computer. Where connections wait already, none is added. Never throws. */
export async function reachAt(context: RunContext, port: number, address: string): Promise<PortReach[]> {
  const queued = await queuedAddresses(context, port, [address]);
  return queued.length > 0 ? [] : dialOnce(context, port, [address], HOLDS_MS[0]);
}

/** How a UDP port answers a datagram: refused is certain, an answer too; silence says nothing. */
export async function reachUdp(context: RunContext, port: number): Promise<PortReach[]> {
  const reach: PortReach[] = [];
  const sweep = addressesOf(context).map((address) => ({
    id: address,
    transport: 'udp' as const,
    address,
    from: port,
    to: port,
    waitMs: UDP_WAIT_MS,
  }));
  await hostSession(context, {
    sweep,
    swept: ({ address, open, closed, silent, errno }) => {
      const base = { transport: 'udp' as const, port, address, arrived: null };
      if (open.length > 0) reach.push({ ...base, outcome: 'reachable', reason: null });
      else if (closed > 0) reach.push({ ...base, outcome: 'refused', reason: 'ECONNREFUSED' });
      else if (silent.length > 0) reach.push({ ...base, outcome: 'not-measured', reason: UDP_UNPROVABLE });
      else reach.push({ ...base, outcome: 'not-measured', reason: errno ?? 'it could not be tried' });
    },
  });
  return reach;
}

/** Follows the witness in host mode. `over` resolves when it has seen a connection, or looks no more. */
function watch(sessionFacts: SessionFacts | null) {
  let is: Watch = sessionFacts === null ? 'away' : 'watching';
  const told = sessionFacts?.arrival.then((arrival) => {
    is = arrival.known && arrival.value !== null ? 'seen' : 'away';
  });
  return { state: () => is, over: told ?? new Promise<void>(() => undefined) };
}

type Watch = 'watching' | 'seen' | 'away';

function arrivedOf(witness: Watch): boolean | null {
  if (witness === 'seen') return true;
  return witness === 'watching' ? false : null;
}

/** Whether there may be a forwarder between this computer and host mode, so that connections are worth watching. */
export function isWatched(context: RunContext): boolean {
  return forwarderHint(context) !== 'none';
}

/** A dial with its witness; one that was not accepted could not arrive, whatever was seen. */
function witnessed(event: PortReach, arrived: boolean | null): PortReach {
  const accepted = ['reachable', 'closed', 'reset'].includes(event.outcome);
  if (!accepted || (event.outcome !== 'reachable' && arrived !== true)) return event;
  if (arrived !== false) return { ...event, arrived };
  const reason = 'the connection was accepted, and did not arrive in host mode';
  return { ...event, arrived, outcome: 'wrong-listener', reason };
}

/** Dials one address after the other until one accepts. */
async function untilAccepted(
  context: RunContext,
  port: number,
  addresses: readonly string[],
  holdMs: number,
): Promise<PortReach[]> {
  const reach: PortReach[] = [];
  for (const address of addresses) {
    reach.push(...(await dialOnce(context, port, [address], holdMs)));
    if (reach.some(({ outcome }) => ['reachable', 'closed', 'reset'].includes(outcome))) break;
  }
  return reach;
}

async function dialOnce(
  context: RunContext,
  port: number,
  addresses: readonly string[],
  holdMs: number,
): Promise<PortReach[]> {
  const events: DialedEvent[] = [];
  const failed: PortReach[] = [];
  const reason = await hostSession(context, {
    dial: addresses.map((address) => connectDial(port, address, holdMs)),
    dialed: (event) => events.push(event),
  });
  for (const address of addresses) {
    if (events.some((event) => event.address === address)) continue;
    const why = reason ?? 'this computer could not connect to it';
    failed.push(notMeasured(port, address, why));
  }
  return [...events.map((event) => reachOf(event)), ...failed];
}

function notMeasured(port: number, address: string, reason: string): PortReach {
  return { transport: 'tcp', port, address, outcome: 'not-measured', reason, arrived: null };
}

/** Returns the addresses of this computer at which a port is looked for. */
export function addressesOf(context: RunContext): string[] {
  const lan = lanAddressOf(context.host);
  return ['127.0.0.1', ...(context.host.ipv6Loopback ? ['::1'] : []), ...(lan === null ? [] : [lan])];
}

import type { Listener } from '../../model/listener.ts';
import type { LookOptions } from '../../model/look.ts';
import type { PortReach } from '../../model/port-facts.ts';
import { toldByTable } from '../../plan/gentle-reach.ts';
import { reachKey } from '../../plan/reach-dials.ts';
import type { Where } from '../../plan/targets.ts';
import { REJECTED } from '../../words/reach-reasons.ts';
import type { RunContext } from '../context.ts';
import { addressesOf, reachAt, reachRest } from './one-port.ts';
import { withSureQueues } from './queues.ts';
import { withRejections } from './rejected.ts';

/** Why an address was not tried on this computer's own network. */
export const UNCONNECTED =
  'no connection was made, and the list of sockets does not show whether it accepts IPv4 too';

interface Asked {
  /** How the port in question answers; empty where none is. */
  readonly focused: Promise<readonly PortReach[]>;
  /** Whether a firewall of this computer is known to keep something out. */
  filtered(): Promise<boolean>;
}

/** How listeners of this computer's own network answer: by the list of sockets; one connection goes to the port in question alone. */
export async function reachHere(
  context: RunContext,
  options: LookOptions,
  { focused, filtered }: Asked,
  listeners: readonly Listener[],
  where: Where,
): Promise<{ readonly reach: PortReach[]; readonly sure: Listener[] }> {
  const usual = await withRejections(context, await focused, listeners);
  const asking = [...usual, ...(await reachBeyond(context, options, usual, listeners, where))];
  const sure = await withSureQueues(context, listeners, options, true);
  const every = toldByTable(sure, where);
  // A firewall lets one address in and another not, and no list of sockets shows it: then each address is tried.
  const isBlocked = asking.some(({ outcome, reason }) => outcome === 'timed-out' || reason === REJECTED);
  const told =
    isBlocked || (asking.length > 0 && (await filtered()))
      ? every.filter(({ port }) => port !== options.focus?.port)
      : every;
  const untried = await restOfFocus(context, options, asking, told);
  const rest = await withRejections(context, untried, listeners);
  const keyOf = (one: PortReach) => reachKey(one.port, one.address);
  const table = new Set(told.map(keyOf));
  // Where no connection was made, for those that wait, the list of sockets that was read later tells.
  const tried = [...asking, ...rest].filter(
    (one) => one.outcome !== 'not-measured' || !table.has(keyOf(one)),
  );
  const done = new Set(tried.map(keyOf));
  return { reach: [...tried, ...told.filter((one) => !done.has(keyOf(one)))], sure };
}

/**
 * Returns how the port in question answers at an address of its own, such as 127.0.0.2, where none of the usual ones leads to it:
 * one connection shows what the list of sockets cannot, whether its program takes any.
 */
async function reachBeyond(
  context: RunContext,
  { focus, connect }: LookOptions,
  usual: readonly PortReach[],
  listeners: readonly Listener[],
  where: Where,
): Promise<PortReach[]> {
  if (focus?.transport !== 'tcp' || connect === false) return [];
  const { port } = focus;
  if (usual.some(({ outcome, reason }) => outcome !== 'refused' || reason === REJECTED)) return [];
  const told = toldByTable(
    listeners.filter((one) => one.port === port),
    where,
  );
  const beyond = told.find(({ address }) => !addressesOf(context).includes(address));
  return beyond ? reachAt(context, port, beyond.address) : [];
}

/** The addresses of the port in question that were not tried, as one accepted before: dialled where no socket is known to listen. */
export async function restOfFocus(
  context: RunContext,
  { focus, connect }: LookOptions,
  asking: readonly PortReach[],
  told: readonly PortReach[],
): Promise<PortReach[]> {
  if (focus?.transport !== 'tcp' || connect === false) return [];
  const known = [...asking, ...told.filter(({ port }) => port === focus.port)];
  return reachRest(
    context,
    focus.port,
    known.map(({ address }) => address),
  );
}

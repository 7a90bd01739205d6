import type { ContainerFacts } from '../../model/facts.ts';
import { known, unknown, type Known } from '../../model/known.ts';
import type { Discovery, PortFacts, PortReach } from '../../model/port-facts.ts';
import { sameInterfaces } from '../boundary-entries.ts';
import type { DialedEvent, Interface } from '../../protocol/index.ts';
import type { Listener } from '../../model/listener.ts';
import { redialForMs } from '../run-budget.ts';
import { forwarderHint, type RunContext } from '../context.ts';
import { gentlePlan, toldBeside, type OpenListener } from '../../plan/gentle-reach.ts';
import { discover } from './discover.ts';
import type { LookOptions, PortsEvent } from '../../model/look.ts';
import { dialListeners, type Dialled } from './dial-listeners.ts';
import { lookAtHost } from './look-at-host.ts';
import { addressesOf, isWatched, reachTcp, reachUdp } from './one-port.ts';
import { withSureQueues } from './queues.ts';
import { publishersOf } from './publishers.ts';
import { reachPublished } from './reach-published.ts';
import { reachHere, restOfFocus, UNCONNECTED } from './reach-here.ts';
import { hostSession } from './host-session.ts';
import type { ListenersSeen } from './session-facts.ts';
import { hostListenersOf, listenersOf, withOwners } from './owners.ts';
import type { HostModeStarted } from './look-host-mode.ts';
import type { Where } from '../../plan/targets.ts';
import { isWorthDialling } from '../../plan/worth-dialling.ts';

/** What was seen from both sides. */
export interface ReachSeen {
  readonly listed: Known<ListenersSeen>;
  readonly interfaces: Known<readonly Interface[]>;
  readonly sameAsHost: Known<boolean>;
  /** null when the host-mode namespace could not be looked into. */
  readonly listeners: Listener[] | null;
  readonly where: Where;
  readonly control: DialedEvent | null;
  /** What each dial showed; who answered is judged later (judge/port-chain/settle-reach.ts). */
  readonly reach: PortReach[];
  /** Processes of this computer that hold the port of our own listener in host mode: the forwarder's. */
  readonly controlHolders: ReadonlySet<number>;
  readonly undialled: string | null;
  readonly hostListeners: PortFacts['hostListeners'];
  readonly discovery: Discovery[];
}

/** What is read meanwhile, of the engine and of this computer. */
export interface AskedBeside {
  containers(): Promise<readonly ContainerFacts[]>;
  /** Whether a firewall of this computer is known to keep something out. */
  filtered(): Promise<boolean>;
}

/** Hears the container, and dials from this computer what it should answer at. Never throws. */
export async function lookAtReach(
  context: RunContext,
  options: LookOptions,
  hostMode: HostModeStarted,
  beside: AskedBeside,
  emit: (event: PortsEvent) => void,
): Promise<ReachSeen> {
  const { host } = context;
  const focused = reachFocus(context, options, hostMode, beside);
  // Where there is a listener already it is dialled beside all the rest.
  const { controlPort } = hostMode;
  const early = controlPort === null ? null : dialControl(context, controlPort);
  const [interfaces, listed] = await Promise.all([hostMode.interfaces, hostMode.listeners]);
  const compared = interfaces.known
    ? sameInterfaces(interfaces.value, host.interfaces)
    : unknown(interfaces.reason);
  const controlled = early ?? lateControl(context, hostMode, compared);
  const sameAsHost = await surelySame(context, compared, controlled);
  const ownStack = sameAsHost.known && sameAsHost.value;
  const where: Where = { ownStack, lan: host.lanAddress, ipv6Loopback: host.ipv6Loopback };
  const asked = await beside.containers();
  const listeners = listed.known ? listenersOf(listed.value.entries, asked, controlPort) : null;
  if (listeners) emit({ type: 'listeners', listeners });

  const control = await controlled;
  const whole =
    ownStack && listeners?.filter((one) => isAsked(one, options)).every((one) => one.pid !== null);
  const onHost = whole ? null : await lookAtHost(context);
  const base = { listed, interfaces, sameAsHost, where, control };
  if (ownStack && listeners) {
    const { reach, sure } = await reachHere(
      context,
      options,
      { focused, filtered: beside.filtered },
      listeners,
      where,
    );
    const discovery = await discover(context, options, hostMode.sessionFacts, listeners);
    const mine = { ...base, reach, discovery, undialled: UNCONNECTED, controlHolders: NOBODY };
    return { ...mine, ...oneNetwork(sure, onHost, asked) };
  }
  const all = onHost?.known ? hostListenersOf(onHost.value.entries) : [];
  const ourPort = control === null ? controlPort : control.port;
  const controlHolders = new Set(
    all.flatMap((one) => (one.port === ourPort && one.pid !== null ? [one.pid] : [])),
  );
  const hostListeners: PortFacts['hostListeners'] = onHost?.known
    ? known(
        all.filter((one) => one.port !== ourPort),
        'this computer',
      )
    : (onHost ?? unknown('not checked'));
  const sure = listeners && (await withSureQueues(context, listeners, options, false));
  const chosen = (sure ?? []).filter((one) => isWorthDialling(one, options.focus, asked));
  const plan = gentlePlan(chosen, where, { listeners: hostListeners, forwarder: controlHolders });
  const dialling = dialOpen(context, options, plan.open);
  const discovery = await discover(context, options, hostMode.sessionFacts, listeners ?? []);
  const [{ reach: dialled, undialled }, asking] = await Promise.all([dialling, focused]);
  const same = toldBeside(asking, all, addressesOf(context));
  const rest = await restOfFocus(context, options, asking, same);
  const reach = [...asking, ...same, ...rest, ...plan.told, ...dialled];
  return { ...base, listeners: sure, reach, discovery, undialled, controlHolders, hostListeners };
}

/** Connects to what no list of sockets tells, unless nobody is to be connected to. */
function dialOpen(
  context: RunContext,
  { connect }: LookOptions,
  open: readonly OpenListener[],
): Promise<Dialled> {
  if (connect === false)
    return Promise.resolve({ reach: [], undialled: 'no connection was made, as requested' });
  if (open.length > 0) context.emit({ type: 'phase', text: 'Testing each port' });
  return dialListeners(context, open);
}

const NOBODY: ReadonlySet<number> = new Set();

/** Host mode is this computer's own network: its listeners are the computer's, and either side may know the owner of one. */
function oneNetwork(
  listeners: Listener[],
  onHost: Known<ListenersSeen> | null,
  containers: readonly ContainerFacts[],
): Pick<ReachSeen, 'listeners' | 'hostListeners'> {
  const entries = onHost?.known === true ? onHost.value.entries : [];
  const owned = withOwners(listeners, entries, containers);
  const source = 'host mode, which is this computer’s own network';
  return { listeners: owned, hostListeners: known(hostListenersOf(owned), source) };
}

/** Whether this listener's owner is asked for. */
function isAsked({ port }: Listener, { focus }: LookOptions): boolean {
  return focus === null || port === focus.port;
}

/**
 * Interfaces come and go with every container, so a difference between two looks at them proves little. Where no forwarder
 * can be, a listener of host mode that answers here proves that both are one network.
 */
async function surelySame(
  context: RunContext,
  compared: Known<boolean>,
  controlled: Promise<DialedEvent | null>,
): Promise<Known<boolean>> {
  if ((compared.known && compared.value) || forwarderHint(context) !== 'none') return compared;
  const answered = (await controlled)?.outcome === 'reachable';
  return answered
    ? known(true, 'a new listener in host mode answers here, and there is no forwarder')
    : compared;
}

async function reachFocus(
  context: RunContext,
  { focus, connect, owners }: LookOptions,
  hostMode: HostModeStarted,
  { containers }: AskedBeside,
): Promise<PortReach[]> {
  if (focus === null || connect === false) return [];
  if (focus.transport === 'udp') return reachUdp(context, focus.port);
  // Whose network may not be looked into, or of two containers, is dialled as any other port.
  if (isWatched(context) && owners !== false) {
    const [publisher, ...more] = publishersOf(focus, await containers());
    if (publisher && more.length === 0) return reachPublished(context, focus.port, publisher);
  }
  return reachTcp(context, focus.port, hostMode.failure === null ? hostMode.sessionFacts : null);
}

/** Starts a listener of our own where the interfaces do not show that both networks are one, and dials it. */
async function lateControl(
  context: RunContext,
  hostMode: HostModeStarted,
  compared: Known<boolean>,
): Promise<DialedEvent | null> {
  if (compared.known && compared.value) return null;
  const port = await hostMode.control();
  return port === null ? null : dialControl(context, port);
}

/** Dials our own listener in host mode until it signs its answer. */
async function dialControl(context: RunContext, port: number): Promise<DialedEvent | null> {
  let control: DialedEvent | null = null;
  await hostSession(context, {
    dial: [
      {
        lane: 'control',
        transport: 'tcp',
        address: '127.0.0.1',
        port,
        redialForMs: redialForMs(forwarderHint(context)),
      },
    ],
    dialed: (event) => (control = event),
  });
  return control;
}

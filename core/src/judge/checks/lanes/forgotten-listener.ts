import { MENDED_LISTENER_LIMIT, MOST_LISTENERS } from './too-many-listeners.ts';
import { olderThan } from '../../../knowledge/click-path.ts';
import { desktopOf } from '../../../facts/desktop-of.ts';
import type { PortReach } from '../../../model/port-facts.ts';
import type { Listener } from '../../../model/listener.ts';
import type { Forgotten } from '../../../model/ports-report.ts';
import { quote } from '../../../knowledge/commands.ts';
import { targetsOf, type Where } from '../../../plan/targets.ts';
import { groupBy } from '../../reading/port-words.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';

const HN0219 = entry({
  code: 'HN0219',
  name: 'forgotten-listener',
  severity: 'error',
  effect: 'impairs',
  topic: 'restart',
  title: '{container} listens in host mode, but this computer does not reach it on port {ports}',
  template:
    'A listener opened just now is reachable and this older one is not: Docker no longer forwards connections to it. This can happen after the engine restarts.',
});

/** Outcomes of a dial that nobody took. Whoever accepts and then closes or resets knows the port: that is not forgotten. */
const NOBODY: readonly PortReach['outcome'][] = ['refused', 'timed-out'];

/**
 * HN0219: a container listens in host mode, its port is refused on this computer, and a listener opened just now on the same
 * kind of address is reachable: the forwarder has forgotten the older one (for-mac#7683). Both sides are measured; a
 * listener whose container is not known is left out, since Desktop forwards containers' ports and not the VM's own.
 */
export const forgottenListener: Check = {
  entry: HN0219,
  applicable(input) {
    if (input.ports === null) return 'the ports of running host-mode containers were not tested in this run';
    if (input.facts.hostMode?.sameAsHost.known === true && input.facts.hostMode.sameAsHost.value)
      return 'host mode is this computer’s own stack: there is no forwarder';
    return true;
  },
  check(input) {
    return forgottenListeners(input).map(({ name, lost }) => {
      const ports = portsOf(lost);
      return finding(
        HN0219,
        { container: name, ports: ports.slice(0, 5).join(', ') + (ports.length > 5 ? ', …' : '') },
        {
          ports: ports.map((port) => `${port}/tcp`),
          evidence: lost
            .slice(0, 5)
            .flatMap(({ listener, dials }) => [
              `${name} listens on ${listener.address} port ${listener.port} in the host-mode namespace`,
              ...dials.map((dial) => `this computer → ${dial.address} port ${dial.port}: ${dial.outcome}`),
            ]),
          remedy: {
            text: `Restart the container: then the forwarder sees it listen.`,
            command: `docker restart ${quote(name)}`,
          },
        },
      );
    });
  },
};

/** A container with the listeners that the forwarder has forgotten, each with the dials that show it. */
interface ForgottenContainer {
  readonly id: string;
  readonly name: string;
  readonly lost: readonly { readonly listener: Listener; readonly dials: readonly PortReach[] }[];
}

/**
 * Returns the containers that the forwarder has forgotten: what HN0219 says, in a form for a list with a button. Empty where
 * the check does not apply.
 */
export function forgottenContainers(input: Evidence): Forgotten[] {
  if (forgottenListener.applicable(input) !== true) return [];
  return forgottenListeners(input).map(({ id, name, lost }) => ({
    container: { id, name },
    ports: portsOf(lost),
    command: `docker restart ${quote(name)}`,
  }));
}

function forgottenListeners(input: Evidence): ForgottenContainer[] {
  if (overOldLimit(input)) return [];
  const { host } = input.facts;
  const where: Where = { ownStack: false, lan: host.lanAddress, ipv6Loopback: host.ipv6Loopback };
  // Windows keeps these for itself: a restart of the container changes nothing (HN0503).
  const excluded = input.ports?.excludedPorts;
  const isExcluded = (port: number) =>
    excluded?.known === true &&
    excluded.value.some((one) => one.transport === 'tcp' && one.from <= port && port <= one.to);
  const answering = answeringAddresses(input);
  const reach = byPort(input.ports?.reach ?? []);
  const lost = input.listeners.flatMap((listener) => {
    const { container, transport } = listener;
    if (container === null || transport !== 'tcp' || isExcluded(listener.port)) return [];
    // An address that it should not answer at shows nothing: 127.0.0.1 of a listener on ::1, or on an address of the VM.
    const expected = Object.values(targetsOf(listener, where)).flatMap((target) =>
      target.expected === 'yes' ? [target.address] : [],
    );
    const dials = (reach.get(listener.port) ?? []).filter(({ address }) => expected.includes(address));
    if (dials.length === 0 || !dials.every((dial) => NOBODY.includes(dial.outcome))) return [];
    return dials.some((dial) => answering.has(dial.address)) ? [{ container, listener, dials }] : [];
  });
  return [...groupBy(lost, ({ container }) => container.id)].map(([id, own]) => ({
    id,
    name: own[0]?.container.name ?? id,
    lost: own,
  }));
}

function portsOf(lost: ForgottenContainer['lost']): number[] {
  return [...new Set(lost.map(({ listener }) => listener.port))].sort((a, b) => a - b);
}

function byPort(reach: readonly PortReach[]): Map<number, PortReach[]> {
  const ports = new Map<number, PortReach[]>();
  for (const dial of reach) {
    if (dial.transport !== 'tcp' || dial.outcome === 'not-measured') continue;
    const known = ports.get(dial.port);
    if (known) known.push(dial);
    else ports.set(dial.port, [dial]);
  }
  return ports;
}

/**
 * Addresses of this computer where a listener in host mode is proven to answer: one of this run, made a moment ago; or, where
 * no lanes were measured, a listener of our own in host mode, or another container's that the connection was seen to arrive at.
 */
function answeringAddresses({ lanes, ports, listeners, control }: Evidence): Set<string> {
  if (lanes.length > 0) {
    const proven = lanes.filter(
      (lane) =>
        lane.from === 'host' &&
        lane.to === 'host-mode' &&
        lane.transport === 'tcp' &&
        lane.outcome === 'reachable',
    );
    return new Set(proven.map((lane) => lane.resolved ?? lane.address));
  }
  const owned = new Set(listeners.filter((l) => l.container !== null).map((l) => l.port));
  const arrived = (ports?.reach ?? []).filter(
    (dial) => dial.outcome === 'reachable' && dial.arrived === true && owned.has(dial.port),
  );
  const own = control?.outcome === 'reachable' ? [control.address] : [];
  return new Set([...own, ...arrived.map((dial) => dial.address)]);
}

/** Before 4.36 only 18 ports were forwarded: then the rest is lost for that reason (HN0215). */
function overOldLimit({ facts, listeners }: Evidence): boolean {
  const version = desktopOf(facts)?.version ?? null;
  return version !== null && olderThan(version, MENDED_LISTENER_LIMIT) && listeners.length > MOST_LISTENERS;
}

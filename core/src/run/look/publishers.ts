import { isForwarder } from '../../knowledge/forwarders.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { Listener } from '../../model/listener.ts';
import type { LookOptions } from '../../model/look.ts';
import { plainAddress } from '../../plan/targets.ts';

/**
 * Returns the listeners, those of the engine's proxies (docker-proxy, RootlessKit's, conmon) with the bridge container that
 * publishes the port. Linear.
 */
export function withPublishers(
  listeners: readonly Listener[],
  containers: readonly ContainerFacts[],
): Listener[] {
  const published = new Map<string, NonNullable<Listener['publishedBy']>>();
  for (const { id, name, networkMode, state, publishedPorts } of containers) {
    if (networkMode === 'host' || (state !== 'running' && state !== 'paused')) continue;
    for (const { transport, hostAddress, hostPort } of publishedPorts)
      published.set(keyOf(transport, hostAddress, hostPort), { id, name });
  }
  if (published.size === 0) return [...listeners];
  return listeners.map((one) => {
    if (one.container !== null || one.process === null || !isForwarder(one.process)) return one;
    const publishedBy = published.get(keyOf(one.transport, one.address, one.port));
    return publishedBy ? { ...one, publishedBy } : one;
  });
}

/** A running bridge container that publishes a port, and which port of its own that is. */
export interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly containerPort: number;
}

/** Returns those that publish this port of the computer. */
export function publishersOf(
  { port, transport }: NonNullable<LookOptions['focus']>,
  containers: readonly ContainerFacts[],
): Publisher[] {
  return containers.flatMap(({ id, name, state, networkMode, publishedPorts }) => {
    if (state !== 'running' || networkMode === 'host') return [];
    const one = publishedPorts.find((p) => p.hostPort === port && p.transport === transport);
    return one ? [{ id, name, containerPort: one.containerPort }] : [];
  });
}

/** Engines write "every IPv4 address" as nothing or as 0.0.0.0. */
function keyOf(transport: string, address: string, port: number): string {
  const plain = plainAddress(address);
  return `${transport} ${plain === '' ? '0.0.0.0' : plain} ${port}`;
}

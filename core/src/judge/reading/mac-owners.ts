import { isForwarder } from '../../knowledge/forwarders.ts';
import { isAirplay } from '../../knowledge/system-services.ts';
import { AIRPLAY_PORTS } from '../../knowledge/system-services.ts';
import type { HostListener } from '../../model/port-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import { groupBy, portName } from './port-words.ts';
import type { ReachIndex } from './reach.ts';

/** Ports of AirPlay Receiver, as `5000/tcp`. */
export const AIRPLAY: ReadonlySet<string> = new Set(AIRPLAY_PORTS.map((port) => portName('tcp', port)));

/** Who takes the place of AirPlay Receiver on a port; null where somebody else does, or nobody. */
export function airplayOn(
  port: string,
  { facts }: Evidence,
  hosts: ReadonlyMap<string, readonly HostListener[]>,
  reach: ReachIndex,
): 'seen' | 'likely' | null {
  if (facts.host.platform !== 'darwin' || !AIRPLAY.has(port)) return null;
  const listeners = hosts.get(port) ?? [];
  if (listeners.some(({ process }) => isAirplay(process))) return 'seen';
  if (listeners.some(({ process }) => process !== null && !isForwarder(process))) return null;
  return reach.get(port)?.some(({ reached }) => reached === 'wrong') === true ? 'likely' : null;
}

/** Containers that want a port of this computer, by port: by their sockets in host mode, by -p, or by the port they failed to take. */
export function wantedPorts(input: Evidence): Map<string, string> {
  const { listeners, containers, ports } = input;
  const names = new Map(containers.flatMap((c) => [[c.id, c.name] as const, [c.name, c.name] as const]));
  const failed = (ports?.bindFailures ?? []).flatMap(({ kind, port, container }) => {
    const name = names.get(container);
    return kind !== 'address-unavailable' && port !== null && name !== undefined ? [{ port, name }] : [];
  });
  const stopped = containers.flatMap(({ state, networkMode, requestedPorts, name, error }) =>
    state !== 'running' && networkMode !== 'host' && error !== ''
      ? requestedPorts.flatMap((p) =>
          p.hostPort === null ? [] : [{ port: portName(p.transport, p.hostPort), name }],
        )
      : [],
  );
  const wanted = [
    ...listeners.flatMap(({ transport, port, container }) =>
      container ? [{ port: portName(transport, port), name: container.name }] : [],
    ),
    ...stopped,
    ...failed.map(({ port, name }) => ({ port: portName('tcp', port), name })),
  ];
  return new Map(
    [...groupBy(wanted, ({ port }) => port)].map(([port, [first]]) => [port, first?.name ?? '']),
  );
}

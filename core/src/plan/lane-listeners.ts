import type { PlannedLane } from '../model/lane.ts';
import type { ListenSpec, ReadyEvent } from '../protocol/index.ts';
import type { Vantage } from '../words/enums.ts';

/** Name of a listener within a session: one socket a transport and address. */
export function listenerId(transport: string, address: string): string {
  return `${transport}@${address}`;
}

/**
 * Returns what a vantage point must listen on for these lanes. `ports` are taken in order, one for each address (TCP and
 * UDP share the number); with none left the system chooses.
 */
export function listensFor(
  to: Vantage,
  lanes: readonly PlannedLane[],
  ports: readonly number[] = [],
): ListenSpec[] {
  const wanted = lanes.filter((lane) => lane.to === to);
  const addresses = [...new Set(wanted.map((lane) => lane.listen))];
  return addresses.flatMap((address, index) => {
    const transports = [
      ...new Set(wanted.filter((lane) => lane.listen === address).map((lane) => lane.transport)),
    ];
    return transports.map((transport) => ({
      id: listenerId(transport, address),
      transport,
      address,
      port: ports[index] ?? 0,
      // `::` is opened as most programs open it: dual-stack.
      ...(address === '::' ? { ipv6Only: false } : {}),
    }));
  });
}

/** What became of one listener: its port, or why there is none. */
export type BoundListener =
  | { readonly bound: true; readonly address: string; readonly port: number }
  | { readonly bound: false; readonly address: string; readonly errno: string; readonly message: string };

/** Returns the listeners of a `ready` line by their id. */
export function boundListeners(ready: ReadyEvent): Map<string, BoundListener> {
  return new Map(
    ready.listeners.map((listener) => [
      listener.id,
      listener.error
        ? {
            bound: false,
            address: listener.address,
            errno: listener.error.errno,
            message: listener.error.message,
          }
        : { bound: true, address: listener.address, port: listener.port },
    ]),
  );
}

/** errnos of a bind that mean: this namespace has no such address or family, so there is nothing to measure. */
const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT', 'EINVAL']);

/** Whether a failed bind means that the address is not there, rather than that the instrument failed. */
export function isAbsent(errno: string): boolean {
  return ABSENT.has(errno);
}

import type { ListenSpec, ReceivedEvent } from '@hostnet/core/protocol/probe';
import type { Clock } from '../clock.ts';
import type { Echo } from '../echo.ts';
import { Connections } from './connections.ts';
import { LISTEN_LIMITS, RateLimit } from './limits.ts';
import type { Bound, ListenContext } from './listener.ts';
import { listenTcp } from './tcp.ts';
import { listenUdp } from './udp.ts';

/** All listeners of a session. */
export interface Listeners {
  readonly bound: Bound[];
  /** Closes all sockets; resolves when every port is free. */
  close(): Promise<void>;
}

/** Binds all at once and returns when each is bound or has failed. `report` hears every authentic request. */
export async function openListeners(
  specs: readonly ListenSpec[],
  echo: Echo,
  clock: Clock,
  report: (event: ReceivedEvent) => void,
): Promise<Listeners> {
  const connections = new Connections(LISTEN_LIMITS.connections);
  const context: ListenContext = {
    echo,
    connections,
    limit: new RateLimit(LISTEN_LIMITS.requestsPerSecond),
    received: (spec, nonce, from) =>
      report({ event: 'received', listener: spec.id, transport: spec.transport, nonce, from, at: clock() }),
  };
  const listeners = await Promise.all(
    specs.map((spec) => (spec.transport === 'tcp' ? listenTcp(spec, context) : listenUdp(spec, context))),
  );
  return {
    bound: listeners.map((listener) => listener.bound),
    close: async () => {
      const closed = listeners.map((listener) => listener.close());
      connections.destroy();
      await Promise.all(closed);
    },
  };
}

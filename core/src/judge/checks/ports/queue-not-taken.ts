import { quote } from '../../../knowledge/commands.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Listener } from '../../../model/listener.ts';
import type { InsideLook } from '../../../model/port-facts.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { portsLookedAt } from '../../reading/host-mode-net.ts';
import { placeOf, portName } from '../../reading/port-words.ts';

const HN0325 = entry({
  code: 'HN0325',
  name: 'queue-not-taken',
  severity: 'warning',
  title: '{who} is open on {port}, but the program does not accept its connections ({waits})',
  template:
    'The kernel completes the handshake of a connection by itself and keeps it until the program accepts it. So a client sees the port open and gets no answer.',
});

/** HN0325: a program that hangs after listen(): its handshakes are done, and nobody serves them. */
export const queueNotTaken: Check = {
  entry: HN0325,
  applicable: portsLookedAt,
  check({ listeners, containers, ports }) {
    const paused = new Set(containers.filter(({ state }) => state === 'paused').map(({ id }) => id));
    const own = listeners.map((one): Waiting => ({
      ...one,
      at: placeOf(one),
      served: portName(one.transport, one.port),
    }));
    return [...own, ...(ports?.inside ?? []).flatMap(waitingInside)].flatMap((one) => {
      if ((one.queued ?? 0) === 0 || (one.container && paused.has(one.container.id))) return [];
      return [tell(one)];
    });
  },
};

interface Waiting extends Pick<Listener, 'container' | 'process' | 'queued'> {
  /** Where the program listens. */
  readonly at: string;
  /** The port that people know it by. */
  readonly served: string;
}

/** The program behind a published port: its client is the engine's proxy, which has accepted already. */
function waitingInside({ container, transport, hostPort, containerPort, sockets }: InsideLook): Waiting[] {
  if (!sockets.known) return [];
  return sockets.value
    .filter((one) => one.transport === transport && one.port === containerPort)
    .map(({ process, queued, address, port }) => ({
      container,
      process,
      queued,
      at: `${placeOf({ transport, address, port })} inside ${container.name}`,
      served: portName(transport, hostPort),
    }));
}

function tell({ container, process, queued, at, served }: Waiting): Finding {
  const program = process ?? 'the program';
  const waits = queued === 1 ? '1 waits' : `${queued ?? 0} wait`;
  return finding(
    HN0325,
    { who: container?.name ?? program, port: served, waits },
    {
      evidence: [`Recv-Q of ${program} at ${at}: ${queued ?? 0}`],
      remedy: {
        text: container
          ? `See in the log of ${container.name} where it hangs, then restart it.`
          : `Find out where ${program} hangs, then restart it.`,
        command: container ? `docker logs --tail 20 ${quote(container.name)}` : null,
      },
      ports: [served],
    },
  );
}

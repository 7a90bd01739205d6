import { quote } from '../../../knowledge/commands.ts';
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
  check({ listeners, containers }) {
    const paused = new Set(containers.filter(({ state }) => state === 'paused').map(({ id }) => id));
    return listeners.flatMap((listener) => {
      const { queued, container, process, transport, port } = listener;
      if (queued === undefined || queued === null || queued === 0) return [];
      if (container && paused.has(container.id)) return [];
      const program = process ?? 'the program';
      const waits = queued === 1 ? '1 waits' : `${queued} wait`;
      return [
        finding(
          HN0325,
          { who: container?.name ?? program, port: portName(transport, port), waits },
          {
            evidence: [`Recv-Q of ${program} at ${placeOf(listener)}: ${queued}`],
            remedy: {
              text: container
                ? `See in the log of ${container.name} where it hangs, then restart it.`
                : `Find out where ${program} hangs, then restart it.`,
              command: container ? `docker logs --tail 20 ${quote(container.name)}` : null,
            },
            ports: [portName(transport, port)],
          },
        ),
      ];
    });
  },
};

import type { Check } from '../../check.ts';
import type { Listener } from '../../../model/listener.ts';
import { entry, finding } from '../../entry.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { groupBy, isShared, placeOf, portName, serves } from '../../reading/port-words.ts';

const HN0326 = entry({
  code: 'HN0326',
  name: 'shared-port',
  severity: 'warning',
  topic: 'conflict',
  title: '{names} share port {port}: connections are spread over them',
  template:
    'Each of them listens on the same address with SO_REUSEPORT, which the kernel allows to programs of one user. It gives each new connection to one of them, so a client reaches sometimes one, sometimes another.',
});

/** HN0326: two programs have one address and port, one of them in a container (socket(7), SO_REUSEPORT; nomad#15487, envoy#19099). */
export const sharedPort: Check = {
  entry: HN0326,
  applicable: (input) => all(ownersKnown(input)),
  check({ listeners }) {
    const known = listeners.filter((one) => one.pid !== null && serves(one));
    return [...groupBy(known, placeOf)].flatMap(([place, sockets]) => {
      const [first] = sockets;
      const owners = [...groupBy(sockets, ownerOf).keys()];
      if (!first || owners.length < 2 || !sockets.some(({ container }) => container !== null)) return [];
      const port = portName(first.transport, first.port);
      if (isShared(port)) return [];
      const containers = [...new Set(sockets.flatMap(({ container }) => container?.name ?? []))];
      const last = containers.at(-1) ?? '';
      return [
        finding(
          HN0326,
          { names: `${owners.slice(0, -1).join(', ')} and ${owners.at(-1) ?? ''}`, port },
          {
            evidence: sockets.map((one) => `${ownerOf(one)} (pid ${one.pid ?? 0}) listens on ${place}`),
            remedy: {
              text: `If this is not intended, stop one of them or give it another port.`,
              command: `docker stop ${last}`,
            },
          },
        ),
      ];
    });
  },
};

/** The container; of a program of none its name, whichever of its processes has the socket. */
function ownerOf({ container, process }: Listener): string {
  return container?.name ?? process ?? 'another program';
}

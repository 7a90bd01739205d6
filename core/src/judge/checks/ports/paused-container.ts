import { quote } from '../../../knowledge/commands.ts';
import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { byContainer, portName, serves, some } from '../../reading/port-words.ts';

const HN0327 = entry({
  code: 'HN0327',
  name: 'paused-container',
  severity: 'error',
  title: '{container} is paused, so nothing answers on port {ports}',
  template:
    'The kernel still accepts connections for a paused container, but its program cannot read them: clients wait until they time out.',
});

/** HN0327: a paused container whose ports still accept connections (Docker docs, "docker container pause": the freezer stops its processes, not its sockets). */
export const pausedContainer: Check = {
  entry: HN0327,
  applicable: always,
  check({ containers, listeners }) {
    const owned = byContainer(listeners);
    return containers.flatMap((container) => {
      if (container.state !== 'paused') return [];
      const ports = [
        ...(owned.get(container.id) ?? []).filter(serves).map((l) => portName(l.transport, l.port)),
        ...container.publishedPorts.map((p) => portName(p.transport, p.hostPort)),
      ];
      const own = [...new Set(ports)];
      if (own.length === 0) return [];
      return [
        finding(
          HN0327,
          { container: container.name, ports: some(own) },
          {
            ports: own,
            evidence: [`State.Status of ${container.name}: paused`],
            remedy: {
              text: `Unpause ${container.name}.`,
              command: `docker unpause ${quote(container.name)}`,
            },
          },
        ),
      ];
    });
  },
};

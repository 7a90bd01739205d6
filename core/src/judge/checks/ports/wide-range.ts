import { always, type Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';
import { portName } from '../../reading/port-words.ts';

const HN0323 = entry({
  code: 'HN0323',
  name: 'wide-range',
  severity: 'info',
  title: '{container} publishes {count} ports one by one',
  template:
    'The engine makes a rule, and often a process, for every published port: wide ranges start slowly and cost memory.',
});

/** From here on host mode is the better way: ours, by the reports of ranges that hang (moby#11185, moby#14288). */
const WIDE = 100;

/** HN0323: a bridge container with a wide range of published ports. */
export const wideRange: Check = {
  entry: HN0323,
  applicable: always,
  check({ containers }) {
    return containers.flatMap((container) => {
      if (isHostMode(container) || container.requestedPorts.length <= WIDE) return [];
      const ports = container.requestedPorts.map((p) => portName(p.transport, p.containerPort));
      const count = new Set(ports).size;
      if (count <= WIDE) return [];
      return [
        finding(
          HN0323,
          { container: container.name, count: String(count) },
          {
            evidence: [`HostConfig.PortBindings of ${container.name}: ${count} ports`],
            remedy: {
              text: `Start ${container.name} with --network host and without -p: then no port needs a rule.`,
              command: null,
            },
          },
        ),
      ];
    });
  },
};

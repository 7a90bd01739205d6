import { entry } from '../../entry.ts';

import { placeOfFault, takenOff } from '../../../compose/home.ts';
import { entryOf } from '../../../compose/located.ts';
import { portsOf } from '../../../compose/service-ports.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0611 = entry({
  code: 'HN0611',
  name: 'compose-stack-ports',
  severity: 'error',
  title: '{service} is on the network `host` and publishes ports',
  template:
    '{how}. Swarm cannot join its ingress network to such a task and rejects it; Compose discards the ports. The program is reached on the port it listens on itself.',
});

/** HN0611: a service on the external network `host` that publishes ports. */
export const composeStackPorts: LintRule = {
  entry: HN0611,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const entry = entryOf(service.map, 'ports');
      const ports = portsOf(entry?.value);
      if (!entry || ports.length === 0 || mode.by !== 'network') return [];
      return found(
        HN0611,
        { service: service.name, how: mode.how },
        {
          service,
          at: placeOfFault(service, entry),
          evidence: ports.map(({ text }) => `ports: ${text}`),
          remedy: { text: `Remove \`ports\` of ${service.name}.`, command: null },
          fix: () => takenOff(service, entry),
        },
      );
    }),
};

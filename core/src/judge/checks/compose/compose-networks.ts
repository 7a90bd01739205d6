import { entry } from '../../entry.ts';

import { placeOfFault, takenOff } from '../../../compose/home.ts';
import { entryOf } from '../../../compose/located.ts';
import { keysOf } from '../../../compose/pairs.ts';
import { isHostNetwork } from '../../../compose/project.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0602 = entry({
  code: 'HN0602',
  name: 'compose-networks',
  severity: 'error',
  title: '{service} is in host mode and joins networks too: {networks}',
  template: '{how}. A container has the host’s network or networks of its own, never both: {refusal}.',
});

/** HN0602: host mode and networks of the project at once. */
export const composeNetworks: LintRule = {
  entry: HN0602,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const entry = entryOf(service.map, 'networks');
      const joined = keysOf(entry?.value);
      const byNetwork = mode.by === 'network';
      const others = joined.filter(
        ({ key }) => !byNetwork || !isHostNetwork(project.networks.find((network) => network.key === key)),
      );
      const [first] = others;
      if (!entry || !first) return [];
      const refusal = byNetwork
        ? 'Swarm rejects the tasks, and the engine says that such a container cannot be connected to another network'
        : 'Compose refuses the file, as `network_mode` and `networks` exclude each other';
      return found(
        HN0602,
        { service: service.name, how: mode.how, networks: others.map(({ key }) => key).join(', '), refusal },
        {
          service,
          at: byNetwork ? first.span : placeOfFault(service, entry),
          evidence: others.map(({ key }) => `networks: ${key}`),
          remedy: {
            text: byNetwork
              ? `Leave ${service.name} on the network \`host\` alone, and let others reach it by the node’s address.`
              : `Remove \`networks\` of ${service.name}, or \`network_mode\` if it has to be on them.`,
            command: null,
          },
          fix: () => (byNetwork ? null : takenOff(service, entry)),
        },
      );
    }),
};

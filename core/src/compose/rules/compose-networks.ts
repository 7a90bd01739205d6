import { HN0602 } from '../../checks/catalogue.ts';
import { removed } from '../edit.ts';
import { entryOf } from '../located.ts';
import { keysOf } from '../pairs.ts';
import { isHostNetwork } from '../project.ts';
import { found, hostServices, type LintRule } from './rule.ts';

/** HN0602: host mode and networks of the project at once. */
export const composeNetworks: LintRule = {
  code: HN0602.code,
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
          at: byNetwork ? first.span : entry.keySpan,
          evidence: others.map(({ key }) => `networks: ${key}`),
          remedy: {
            text: byNetwork
              ? `Leave ${service.name} on the network \`host\` alone, and let others reach it by the node’s address.`
              : `Remove \`networks\` of ${service.name}, or \`network_mode\` if it has to be on them.`,
            command: null,
          },
          fix: () => (byNetwork ? null : removed(entry)),
        },
      );
    }),
};

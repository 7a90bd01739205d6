import { entry } from '../../entry.ts';

import { appended, indentOf, insertedBefore, removed, type Edit } from '../../../compose/edit.ts';
import { stackKeys, isHostNetwork, type Project } from '../../../compose/project.ts';
import { lineOf, type Entry } from '../../../compose/located.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0610 = entry({
  code: 'HN0610',
  name: 'compose-stack-network-mode',
  severity: 'warning',
  title: '`docker stack deploy` ignores `network_mode: host` of {service}',
  template:
    '{keys} is for Swarm, where a service joins the host’s network as the external network `host`. With `network_mode` it is put on the stack’s overlay network, without an error.',
});

/** HN0610: `network_mode: host` in a service whose `deploy` is meant for Swarm. */
export const composeStackNetworkMode: LintRule = {
  entry: HN0610,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const keys = stackKeys(service);
      const [first] = keys;
      if (!first || mode.by !== 'network_mode') return [];
      return found(
        HN0610,
        { service: service.name, keys: `\`deploy.${first.key}\` (${lineOf(first.keySpan)})` },
        {
          service,
          at: mode.because.keySpan,
          evidence: [mode.how, ...keys.map(({ key }) => `deploy: ${key}`)],
          remedy: {
            text: `For a stack, write \`networks: [hostnet]\` there, and declare \`hostnet\` as the external network \`host\`.`,
            command: null,
          },
          fix: () => joined(mode.because, project),
        },
      );
    }),
};

function joined(mode: Entry, project: Project): Edit[] | null {
  const gone = removed(mode);
  const [first] = project.networks;
  const source = mode.keySpan.source;
  const elsewhere = first?.parts.some((part) => part.flow || part.span.source !== source);
  if (gone?.length !== 1 || elsewhere === true) return null;
  const indent = indentOf(mode.keySpan);
  const name = project.networks.find(isHostNetwork)?.key ?? 'hostnet';
  const use = insertedBefore(source, mode.keySpan.start, [`${indent}networks:`, `${indent}  - ${name}`]);
  const declared = (lead: string) => [`${lead}hostnet:`, `${lead}  external: true`, `${lead}  name: host`];
  if (project.networks.some(isHostNetwork)) return [use, ...gone];
  if (first)
    return [use, ...gone, insertedBefore(source, first.keySpan.start, declared(indentOf(first.keySpan)))];
  return [use, ...gone, appended(source, ['networks:', ...declared('  ')])];
}

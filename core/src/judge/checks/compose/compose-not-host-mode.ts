import { replaced } from '../../../compose/edit.ts';
import { entryOf, knownText } from '../../../compose/located.ts';
import { isHostNetwork, type Project } from '../../../compose/project.ts';
import { keysOf } from '../../../compose/pairs.ts';
import { entry } from '../../entry.ts';
import { found, type FoundFault, type LintRule } from './rule.ts';

const HN0616 = entry({
  code: 'HN0616',
  name: 'compose-not-host-mode',
  severity: 'error',
  title: '{service} is not in host mode: {written} means another network',
  template: '{because} Host mode is `network_mode: host`, in small letters.',
});

/** HN0616: what looks like host mode, and is an ordinary network by the name of `host`. */
export const composeNotHostMode: LintRule = {
  entry: HN0616,
  check: (project) => [...misspelt(project), ...ordinary(project)],
};

/** The engine compares the word as it is written (moby, `container.NetworkMode.IsHost`). */
function misspelt(project: Project): FoundFault[] {
  return project.services.flatMap((service) => {
    const said = entryOf(service.map, 'network_mode');
    const text = knownText(said?.value);
    if (!said || text === null || text === 'host' || text.trim().toLowerCase() !== 'host') return [];
    const written = `\`network_mode: ${text}\``;
    return found(
      HN0616,
      { service: service.name, written, because: `The engine looks for a network with the name "${text}".` },
      {
        service,
        at: said.value.span,
        evidence: [`${service.name}: network_mode: ${text}`],
        remedy: { text: 'Write `network_mode: host`.', command: null },
        fix: () => [replaced(said.value.span, 'host')],
      },
    );
  });
}

/** A network of the project that is called `host` is made as a bridge, with the project's name before its own. */
function ordinary(project: Project): FoundFault[] {
  const network = project.networks.find(({ key }) => key === 'host');
  if (!network || isHostNetwork(network)) return [];
  const driver = knownText(entryOf(network.value, 'driver')?.value);
  if (driver === 'host' || entryOf(network.value, 'external') || entryOf(network.value, 'name')) return [];
  return project.services.flatMap((service) => {
    const joined = keysOf(entryOf(service.map, 'networks')?.value).find(({ key }) => key === 'host');
    if (!joined) return [];
    return found(
      HN0616,
      {
        service: service.name,
        written: '`networks: [host]`',
        because:
          'The network `host` of this file is a bridge of the project, not the network of the engine’s machine.',
      },
      {
        service,
        at: joined.span,
        evidence: [`${service.name}: networks: host`, 'networks: host: made by this project'],
        remedy: {
          text: `Write \`network_mode: host\` in ${service.name} in place of the network, or give the network another name.`,
          command: null,
        },
        fix: () => null,
      },
    );
  });
}

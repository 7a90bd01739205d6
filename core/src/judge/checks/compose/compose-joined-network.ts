import { entry } from '../../entry.ts';

import { placeOfFault, takenOff } from '../../../compose/home.ts';
import { entryOf, knownText, lineOf, type Entry } from '../../../compose/located.ts';
import { pairsOf } from '../../../compose/pairs.ts';
import { portsOf } from '../../../compose/service-ports.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { found, type FoundFault, type LintRule } from './rule.ts';

const HN0615 = entry({
  code: 'HN0615',
  name: 'compose-joined-network',
  severity: 'error',
  title: '{service} uses the network of another container, where `{key}` is refused',
  template: '{how}. The engine refuses to create such a container: "conflicting options: {refusal}".',
});

/** What the engine refuses with `--network container:…`, and its words (moby, daemon/internal/runconfig/errors.go). */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['ports', 'port publishing and the container type network mode'],
  ['expose', 'port exposing and the container type network mode'],
  ['hostname', 'hostname and the network mode'],
  ['dns', 'dns and the network mode'],
  ['extra_hosts', 'custom host-to-IP mapping and the network mode'],
  ['links', 'container type network can’t be used with links'],
  ['external_links', 'container type network can’t be used with links'],
  ['mac_address', 'mac-address and the network mode'],
]);

/** HN0615: a service joins the network of another container, and has a key that is refused there. */
export const composeJoinedNetwork: LintRule = {
  entry: HN0615,
  check: (project) => project.services.flatMap((service) => faultsOf(service, project)),
};

function faultsOf(service: Service, project: Project): FoundFault[] {
  const mode = entryOf(service.map, 'network_mode');
  const text = knownText(mode?.value) ?? '';
  const [, kind, name] = /^(service|container):(.+)$/s.exec(text) ?? [];
  if (!mode || kind === undefined || name === undefined) return [];
  const how = `\`network_mode: ${text}\` (${lineOf(mode.keySpan)})`;
  return [...REFUSED].flatMap(([key, refusal]) => {
    const entry = entryOf(service.map, key);
    const said = entry ? saidBy(entry) : [];
    if (!entry || said.length === 0) return [];
    return found(
      HN0615,
      { service: service.name, key, how, refusal },
      {
        service,
        at: placeOfFault(service, entry),
        evidence: [how, ...said.map((one) => `${key}: ${one}`)],
        remedy: { text: remedyOf(service, entry, kind, name, project), command: null },
        fix: () => takenOff(service, entry),
      },
    );
  });
}

/** What a key says; nothing for one that is empty. */
function saidBy({ key, value }: Entry): string[] {
  if (key === 'ports') return portsOf(value).map(({ text }) => text);
  if (value.kind === 'scalar')
    return value.text === null || value.text === '' ? [] : [knownText(value) ?? 'a variable'];
  if (key === 'extra_hosts') return pairsOf(value, /[=:]/).map((pair) => pair.key);
  return value.kind === 'seq' ? value.items.map((item) => knownText(item) ?? 'a variable') : [];
}

function remedyOf(service: Service, { key }: Entry, kind: string, name: string, project: Project): string {
  const other = project.services.find((one) => kind === 'service' && one.name === name);
  const gone = `Remove \`${key}\` of ${service.name}`;
  if (key !== 'ports' && key !== 'expose') {
    return key.endsWith('links')
      ? `${gone}: it reaches others as ${name} does.`
      : `${gone}, or set it on ${name}, whose network it uses.`;
  }
  if (other?.mode.kind === 'host')
    return `${gone}: ${name} is in host mode, so the program is reached on the port that it listens on.`;
  if (key === 'expose') return `${gone}: it does not change what others can reach.`;
  return `${gone}, and publish them on ${name}, whose network it uses.`;
}

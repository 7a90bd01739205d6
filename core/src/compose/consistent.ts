import ipaddr from 'ipaddr.js';
import {
  entryOf,
  knownText,
  rawOf,
  UNKNOWN,
  type Entry,
  type Mapping,
  type Node,
  type Span,
} from './located.ts';
import { keysOf } from './pairs.ts';
import { COMPOSE_FILE } from './schema.ts';
import { check, refuse } from './shape.ts';
import { sourcesOf, volumesOf } from './sources.ts';

/** What a service is checked against. */
interface Project {
  readonly root: Mapping;
  readonly services: ReadonlyMap<string, Entry>;
  readonly running: (service: Entry) => boolean;
}

/** Keys of a service that name what the file has to declare: the key, where it is declared, and its one-word name. */
const DECLARED = [
  ['secrets', 'secret'],
  ['configs', 'config'],
  ['models', 'model'],
] as const;
/** `[ADDRESS:][PUBLISHED:]TARGET[/TRANSPORT]` (compose-spec, "ports", short syntax). */
const SHORT_PORT = /^(?:(\[[^\]]*\]|[^:[\]]*):(?=[^:]*:))?(?:(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(\w*))?$/;
/** What a file has that a service names, and the keys one of which says where its content is. */
const CONTENTS = { secrets: ['file', 'environment'], configs: ['file', 'environment', 'content'] } as const;
const SERVICE = 'service:';

/**
 * Refuses what Compose refuses of a whole project: keys and values that it does not know, and names of what is not
 * there. Services whose profile is not chosen are read, and not checked for names.
 * @throws ComposeError
 */
export function refuseInconsistent(root: Mapping, chosen: readonly string[]): void {
  check(root, COMPOSE_FILE, '');
  const services = entriesOf(root, 'services').filter(({ value }) => value.tag !== 'reset');
  const running = (service: Entry) => {
    const profiles = keysOf(entryOf(service.value, 'profiles')?.value).map(({ key }) => key);
    return profiles.length === 0 || profiles.some((one) => chosen.includes(one) || chosen.includes('*'));
  };
  const project = { root, services: new Map(services.map((one) => [one.key, one])), running };
  for (const service of services) {
    refusePorts(service);
    if (running(service)) refuseService(service, project);
  }
  refuseCircles(services.filter(running), project);
  for (const [under, keys] of Object.entries(CONTENTS)) {
    for (const { key, value, keySpan } of entriesOf(root, under)) {
      if ([...keys, 'external', 'driver'].some((one) => entryOf(value, one))) continue;
      refuse(
        keySpan,
        `${under}.${key.slice(0, 60)} has no content.`,
        keys.map((one) => `\`${one}\``).join(' or '),
      );
    }
  }
}

/** Returns true for a key that a Compose file may begin with. */
export function isTopLevel(key: string): boolean {
  return key.startsWith('x-') || Object.hasOwn(COMPOSE_FILE.keys ?? {}, key);
}

function refuseService(service: Entry, project: Project): void {
  const { key, value, keySpan } = service;
  if (!['image', 'build', 'provider'].some((one) => holds(entryOf(value, one)))) {
    refuse(
      keySpan,
      `the service "${key}" has neither an image nor a build.`,
      '`image:` or `build:` below it',
    );
  }
  refuseNetwork(service, project);
  const test = entryOf(entryOf(value, 'healthcheck')?.value, 'test')?.value;
  const first = test?.kind === 'seq' ? test.items[0] : undefined;
  const word = knownText(first);
  if (first && word !== null && !['CMD', 'CMD-SHELL', 'NONE'].includes(word))
    refuse(
      first.span,
      `the test of ${key}'s healthcheck begins with "${word.slice(0, 60)}".`,
      'CMD, CMD-SHELL or NONE',
    );
  for (const other of keysOf(entryOf(value, 'depends_on')?.value)) {
    const found = project.services.get(other.key);
    const required = knownText(
      entryOf(entryOf(entryOf(value, 'depends_on')?.value, other.key)?.value, 'required')?.value,
    );
    if (!found || (!project.running(found) && required?.toLowerCase() !== 'false'))
      absent(other.span, key, 'service', other.key, 'depends on');
  }
  for (const { key: link, span } of keysOf(entryOf(value, 'links')?.value)) {
    const other = project.services.get(link.split(':', 1)[0] ?? link);
    if (!other || !project.running(other)) absent(span, key, 'service', link, 'links to');
  }
  for (const [under, name] of DECLARED) {
    for (const { text, span } of sourcesOf(entryOf(value, under)?.value)) {
      if (!entryOf(entryOf(project.root, under)?.value, text)) absent(span, key, name, text);
    }
  }
  for (const { text, span } of volumesOf(entryOf(value, 'volumes')?.value)) {
    if (!entryOf(entryOf(project.root, 'volumes')?.value, text)) absent(span, key, 'volume', text);
  }
}

function refuseNetwork({ key, value }: Entry, project: Project): void {
  const mode = entryOf(value, 'network_mode');
  const text = knownText(mode?.value);
  const networks = entryOf(value, 'networks');
  const joined = keysOf(networks?.value);
  const declared = entryOf(project.root, 'networks')?.value;
  if (text !== null && text !== '' && text !== 'host' && networks && joined.length > 0)
    refuse(
      networks.keySpan,
      `${key} has \`network_mode: ${text.slice(0, 60)}\` and \`networks\`.`,
      'one of the two',
    );
  for (const { key: name, span } of joined) {
    if (name === 'default' || (text === 'host' && mode) || entryOf(declared, name)) continue;
    const hint = name === 'host' ? '`network_mode: host` in place of it, or the network' : 'the network';
    refuse(
      span,
      `${key} joins the network "${name.slice(0, 60)}", which the file does not declare.`,
      `${hint} under \`networks:\``,
    );
  }
  if (mode && text?.startsWith(SERVICE) === true) {
    const other = project.services.get(text.slice(SERVICE.length));
    if (!other || !project.running(other))
      absent(mode.value.span, key, 'service', text.slice(SERVICE.length));
  }
}

function refusePorts({ key, value }: Entry): void {
  const ports = entryOf(value, 'ports')?.value;
  for (const node of ports?.kind === 'seq' ? ports.items : []) {
    if (node.kind === 'map' ? longPort(node) : shortPort(node)) continue;
    refuse(
      node.span,
      `${rawOf(node.span).slice(0, 60)} in the ports of ${key} is no port.`,
      '[ADDRESS:][PUBLISHED:]TARGET[/tcp|/udp], each from 1 to 65535',
    );
  }
}

/** Returns true for what Compose takes as a port, and for what a variable hides. */
function shortPort(node: Node): boolean {
  if (node.kind === 'scalar' && node.text?.includes(UNKNOWN) === true) return true;
  const text = knownText(node)?.trim();
  const found = SHORT_PORT.exec(text ?? '');
  if (!found) return false;
  const [, address = '', published = '', target = '', transport = 'tcp'] = found;
  const [from, to] = [widthOf(published), widthOf(target)];
  return (
    (address === '' || isAddress(address.replaceAll(/^\[|\]$/g, ''))) &&
    from !== null &&
    to !== null &&
    ['tcp', 'udp', 'sctp'].includes(transport.toLowerCase()) &&
    (published === '' || from === to || to === 0)
  );
}

function longPort(node: Node): boolean {
  const address = knownText(entryOf(node, 'host_ip')?.value);
  const target = entryOf(node, 'target')?.value;
  const text = knownText(target);
  return (
    target !== undefined && (address === null || isAddress(address)) && (text === null || /^\d+$/.test(text))
  );
}

/** Ports beyond the first; null for what is no port or range. An empty text is none at all. */
function widthOf(text: string): number | null {
  const [first = '', last = first] = text.split('-');
  if (text !== '' && !(Number(first) <= Number(last) && Number(last) <= 65_535)) return null;
  return Number(last) - Number(first);
}

function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

function refuseCircles(services: readonly Entry[], project: Project): void {
  const done = new Set<string>();
  const visit = (service: Entry, chain: readonly string[]) => {
    if (chain.includes(service.key)) {
      const names = [...chain.slice(chain.indexOf(service.key)), service.key].slice(0, 6).join(' → ');
      refuse(
        service.keySpan,
        `services depend on one another in circles: ${names}.`,
        'an order without a circle',
      );
    }
    if (done.has(service.key)) return;
    for (const name of needs(service)) {
      const other = project.services.get(name);
      if (other && project.running(other)) visit(other, [...chain, service.key]);
    }
    done.add(service.key);
  };
  for (const service of services) visit(service, []);
}

function needs({ value }: Entry): string[] {
  const mode = knownText(entryOf(value, 'network_mode')?.value);
  return [
    ...keysOf(entryOf(value, 'depends_on')?.value).map(({ key }) => key),
    ...keysOf(entryOf(value, 'links')?.value).map(({ key }) => key.split(':', 1)[0] ?? key),
    ...(mode?.startsWith(SERVICE) === true ? [mode.slice(SERVICE.length)] : []),
  ];
}

function absent(at: Span, service: string, what: string, name: string, how = 'names'): never {
  refuse(
    at,
    `${service} ${how} the ${what} "${name.slice(0, 60)}", which is not there.`,
    `the name of a ${what} of this project`,
  );
}

function entriesOf(root: Mapping, key: string): readonly Entry[] {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'map' ? value.entries : [];
}

/** True for an entry that says something; a variable may. */
function holds(entry: Entry | undefined): boolean {
  return entry !== undefined && !(entry.value.kind === 'scalar' && (entry.value.text ?? '') === '');
}

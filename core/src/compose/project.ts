import { isTopLevel, refuseInconsistent } from './consistent.ts';
import { ComposeError } from './error.ts';
import { envFileVariables, type EnvFileContext, type EnvFileVariable, type NotJudged } from './env-files.ts';
import type { ComposeInput } from './files.ts';
import { envFileContext, loadFiles } from './load.ts';
import {
  entryOf,
  knownText,
  lineOf,
  placeOf,
  UNKNOWN,
  type Entry,
  type Mapping,
  type Node,
} from './located.ts';
import { keysOf } from './pairs.ts';

/** Where a service's network is. `because` is the entry that says so, `how` its words for people. */
export type Mode =
  | {
      readonly kind: 'host';
      readonly because: Entry;
      readonly by: 'network_mode' | 'network' | 'service';
      readonly how: string;
    }
  | { readonly kind: 'bridge' | 'other' | 'unknown' };

/** A service of the merged project. */
export interface Service {
  readonly name: string;
  /** Its name, and where it stands. */
  readonly entry: Entry;
  readonly map: Mapping;
  readonly mode: Mode;
  readonly profiles: readonly string[];
  /** What it gets from its `env_file`, in the order in which it counts. */
  readonly envFiles: readonly EnvFileVariable[];
}

/** All files as one. */
export interface Project {
  readonly files: readonly string[];
  readonly services: readonly Service[];
  readonly networks: readonly Entry[];
  /** Some service says what only `docker stack deploy` reads. */
  readonly stack: boolean;
  /** What could not be judged, and why: such a project is never clean. */
  readonly notJudged: readonly NotJudged[];
}

/** Keys of `deploy` that Compose ignores and Swarm reads (compose-spec, "deploy"; docker/cli, stack deploy). */
const STACK_ONLY = ['endpoint_mode', 'mode', 'placement', 'rollback_config', 'update_config'];
/** Links of `network_mode: service:…` that are followed. */
const LONGEST_CHAIN = 20;
/** Services of a project; the largest real ones have about two hundred. */
const MOST_SERVICES = 2000;

type ByName = ReadonlyMap<string, Entry>;

/** Returns the project that the files make. @throws ComposeError */
export function readProject(input: ComposeInput): Project {
  const loaded = loadFiles(input);
  const { merged, files } = loaded;
  const services = entryOf(merged, 'services')?.value;
  const first = input.files[0]?.file ?? 'compose.yaml';
  if (services === undefined && merged.entries.some(({ key }) => !isTopLevel(key))) {
    throw new ComposeError(
      first,
      null,
      'there is no `services:` in it. Expected a Compose file: name another file, or put the services under that key.',
    );
  }
  if (services !== undefined && services.kind !== 'map' && !isNull(services)) {
    const at = placeOf(services.span);
    throw new ComposeError(
      at.file,
      at,
      '`services` is not a mapping. Expected `services:` with one key a service: fix this line.',
    );
  }
  const entries =
    services?.kind === 'map' ? services.entries.filter(({ value }) => value.tag !== 'reset') : [];
  if (entries.length > MOST_SERVICES) {
    throw new ComposeError(
      first,
      null,
      `too large: ${entries.length} services. Expected at most ${MOST_SERVICES}: split the project.`,
    );
  }
  refuseInconsistent(merged, input.profiles ?? []);
  const networks = entryOf(merged, 'networks')?.value;
  const declared = networks?.kind === 'map' ? networks.entries : [];
  const known = {
    services: byName(entries),
    networks: byName(declared),
    chosen: input.profiles ?? [],
    env: envFileContext(input, loaded),
  };
  return {
    files,
    networks: declared,
    services: entries.flatMap((entry) => serviceOf(entry, known)),
    stack: entries.some((entry) =>
      STACK_ONLY.some((key) => entryOf(entryOf(entry.value, 'deploy')?.value, key)),
    ),
    notJudged: loaded.notJudged,
  };
}

/** Returns the keys of a service's `deploy` that only Swarm reads. */
export function stackKeys(service: Service): readonly Entry[] {
  const deploy = entryOf(service.map, 'deploy')?.value;
  return STACK_ONLY.flatMap((key) => entryOf(deploy, key) ?? []);
}

interface Known {
  readonly services: ByName;
  readonly networks: ByName;
  readonly chosen: readonly string[];
  readonly env: EnvFileContext;
}

function byName(entries: readonly Entry[]): ByName {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function serviceOf(entry: Entry, known: Known): Service[] {
  const map = entry.value;
  if (map.kind === 'seq' || (map.kind === 'scalar' && map.text !== null)) {
    const at = placeOf(map.span);
    throw new ComposeError(
      at.file,
      at,
      `the service "${entry.key.slice(0, 60)}" is not a mapping. Expected keys such as \`image:\` below it: fix this line.`,
    );
  }
  if (map.kind !== 'map') return [];
  const own = keysOf(entryOf(map, 'profiles')?.value).map(({ key }) => key);
  // A profile that is chosen is no longer a choice.
  const profiles = own.some((one) => known.chosen.includes(one) || known.chosen.includes('*')) ? [] : own;
  const envFiles = envFileVariables(entry.key, map, known.env);
  const mode = modeOf(map, known, 0);
  const hidden = entryOf(map, 'network_mode');
  if (hidden?.value.kind === 'scalar' && hidden.value.text?.includes(UNKNOWN) === true)
    known.env.notJudged({
      ...placeOf(hidden.value.span),
      service: entry.key,
      what: 'its network_mode comes from a variable that nobody set, so nothing that depends on it was judged',
    });
  return [{ name: entry.key, entry, map, mode, profiles, envFiles }];
}

function modeOf(map: Node, known: Known, depth: number): Mode {
  const said = entryOf(map, 'network_mode');
  if (!said || isNull(said.value)) return networkMode(map, known.networks);
  const text = knownText(said.value);
  if (text === null) return { kind: 'unknown' };
  if (text === 'host') {
    return {
      kind: 'host',
      because: said,
      by: 'network_mode',
      how: `\`network_mode: host\` (${lineOf(said.keySpan)})`,
    };
  }
  if (text.startsWith('service:') && depth < LONGEST_CHAIN) {
    const other = known.services.get(text.slice('service:'.length));
    const mode = other && modeOf(other.value, known, depth + 1);
    if (mode?.kind === 'host') {
      return {
        kind: 'host',
        because: said,
        by: 'service',
        how: `\`network_mode: ${text}\` (${lineOf(said.keySpan)})`,
      };
    }
    return { kind: mode?.kind === 'unknown' ? 'unknown' : 'other' };
  }
  return { kind: ['bridge', 'default'].includes(text) ? 'bridge' : 'other' };
}

/** A service that joins the engine's own network `host`, as a Swarm stack has to. */
function networkMode(map: Node, networks: ByName): Mode {
  const joined = entryOf(map, 'networks');
  const host = keysOf(joined?.value).find(({ key }) => isHostNetwork(networks.get(key)));
  if (!joined || !host) return { kind: 'bridge' };
  return {
    kind: 'host',
    because: joined,
    by: 'network',
    how: `the external network \`host\` (${lineOf(host.span)})`,
  };
}

/** Returns true for `{ external: true, name: host }`, and the older `{ external: { name: host } }`. */
export function isHostNetwork(entry: Entry | undefined): boolean {
  const external = entryOf(entry?.value, 'external')?.value;
  if (!entry || external === undefined || knownText(external) === 'false') return false;
  const name = knownText(entryOf(entry.value, 'name')?.value) ?? knownText(entryOf(external, 'name')?.value);
  return (name ?? entry.key) === 'host';
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && (node.text === null || node.text === UNKNOWN);
}

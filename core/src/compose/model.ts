import { entryOf, knownText, UNKNOWN, type Node } from './located.ts';
import type { ComposeInput } from './files.ts';
import { keysOf } from './pairs.ts';
import { portsOf, rangeText, type PublishedPort } from './service-ports.ts';
import { readProject } from './project.ts';

/** What a service's network is, in the words of `docker compose config`; null where a variable hides it. */
export interface ServiceModel {
  readonly networkMode: string | null;
  /** `ADDRESS|PUBLISHED|TARGET|TRANSPORT`, each once, in order. */
  readonly ports: readonly string[] | null;
  readonly networks: readonly string[] | null;
}

/** Returns the services that would be started, by name, as `docker compose config` shows them. @throws ComposeError */
export function projectModel(input: ComposeInput): ReadonlyMap<string, ServiceModel> {
  const project = readProject(input);
  return new Map(
    project.services
      .filter(({ profiles }) => profiles.length === 0)
      .map(({ name, map }) => {
        const mode = entryOf(map, 'network_mode')?.value;
        const networkMode = mode === undefined ? '' : knownText(mode);
        const ports = portsOf(entryOf(map, 'ports')?.value);
        return [
          name,
          {
            networkMode,
            ports: ports.some((port) => port.unknown) ? null : [...new Set(ports.flatMap(expanded))].sort(),
            networks: networksOf(entryOf(map, 'networks')?.value, networkMode, mode === undefined),
          },
        ];
      }),
  );
}

function networksOf(node: Node | undefined, mode: string | null, joins: boolean): readonly string[] | null {
  if (mode === null) return null;
  const names = keysOf(node).map(({ key }) => key);
  if (names.some((name) => name.includes(UNKNOWN))) return null;
  return names.length > 0 || !joins ? names.sort() : ['default'];
}

/** Ports of the short form one by one, as Compose has them. */
function expanded({ address, published, target, transport, long }: PublishedPort): string[] {
  const row = (from: string, to: string) => `${address}|${from}|${to}|${transport}`;
  if (!target) return [];
  const width = target.last - target.first;
  if (long || width === 0) return [row(published ? rangeText(published) : '', rangeText(target))];
  return Array.from({ length: width + 1 }, (_, index) =>
    row(published ? String(published.first + index) : '', String(target.first + index)),
  );
}

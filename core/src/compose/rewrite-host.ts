import { indentOf, insertedBefore, removed, replaced, type Edit } from './edit.ts';
import { withGateway } from './gateway.ts';
import { entryOf, lineOf, rawOf, type Entry } from './located.ts';
import { dnsNames, knownNames } from './names.ts';
import { pairsOf } from './pairs.ts';
import { portsOf, rangeText } from './service-ports.ts';
import type { Project, Service } from './project.ts';
import { HOST_NAME, inPlace, toLocalhost, whereOnHost } from './renames.ts';
import { linuxHosts, placed, type Rewriting } from './rewriting.ts';
import { saidHosts } from './said.ts';

/** Keys that mean nothing, or are refused, in host mode. */
const GONE = ['ports', 'networks', 'links', 'external_links'];

/** Returns what makes a service of a bridge one of host mode. */
export function toHostMode(service: Service, project: Project): Rewriting {
  const edits: Edit[] = [];
  const notes: string[] = [];
  const take = (made: readonly Edit[] | null, otherwise: string) => {
    if (made) edits.push(...made);
    else notes.push(otherwise);
  };
  const mode = entryOf(service.map, 'network_mode');
  if (mode)
    take(
      modeReplaced(mode),
      `Write \`network_mode: host\` instead of ${rawOf(mode.value.span)} (${lineOf(mode.keySpan)}).`,
    );
  else
    take(
      modeInserted(service),
      `Add \`network_mode: host\` to ${service.name} (${lineOf(service.entry.keySpan)}).`,
    );
  for (const entry of [...GONE.flatMap((key) => entryOf(service.map, key) ?? []), ...netSysctls(service)]) {
    take(
      removed(entry),
      `Remove \`${entry.key}\` (${lineOf(entry.keySpan)}): it does not go with host mode.`,
    );
  }
  notes.push(...movedPorts(service));
  const names = dnsNames(project);
  const needsHost = new Set<Service>();
  for (const said of saidHosts(service)) {
    const sibling = names.get(said.host);
    if (!sibling || sibling === service || knownNames(service).has(said.host)) continue;
    take(inPlace(toLocalhost(said, sibling)), `${placed(said)}: ${whereOnHost(sibling, said.port).advice}`);
  }
  for (const other of project.services) {
    if (other === service) continue;
    for (const said of saidHosts(other)) {
      if (names.get(said.host) !== service || knownNames(other).has(said.host)) continue;
      const host = other.mode.kind === 'host' ? 'localhost' : HOST_NAME;
      take(inPlace([{ word: said, text: host }]), `${placed(said)}: write ${host} instead of ${said.host}.`);
      if (host === HOST_NAME) needsHost.add(other);
    }
  }
  for (const other of needsHost) {
    const beside = other.map.entries[0];
    take(beside ? withGateway(other, beside) : null, linuxHosts(other));
  }
  return { edits, notes: [...new Set(notes)] };
}

function modeReplaced(mode: Entry): Edit[] | null {
  if (mode.parts.some((part) => part.inherited) || mode.value.kind !== 'scalar') return null;
  return [replaced(mode.value.span, 'host')];
}

function modeInserted(service: Service): Edit[] | null {
  const first = service.map.entries.find((entry) =>
    entry.parts.some((part) => !part.inherited && !part.flow && part.span.source === service.map.span.source),
  );
  if (!first || service.map.flow) return null;
  return [
    insertedBefore(first.keySpan.source, first.keySpan.start, [
      `${indentOf(first.keySpan)}network_mode: host`,
    ]),
  ];
}

/** The whole of `sysctls` where all of them are of the network, else each that is. */
function netSysctls(service: Service): readonly Entry[] {
  const entry = entryOf(service.map, 'sysctls');
  const all = pairsOf(entry?.value);
  const net = all.filter(({ key }) => key.startsWith('net.'));
  return entry && net.length > 0 && net.length === all.length ? [entry] : net;
}

function movedPorts(service: Service): string[] {
  return portsOf(entryOf(service.map, 'ports')?.value).flatMap(({ published, target, text }) => {
    if (!published || !target || rangeText(published) === rangeText(target)) return [];
    return [
      `\`${text}\` maps ports, and host mode does not: ${service.name} is reached on ${rangeText(target)}, not ${rangeText(published)}.`,
    ];
  });
}

import { listened, healthcheckPorts, published, type Claim } from './claims.ts';
import { indentOf, insertedBefore, removed, replaced, type Edit } from './edit.ts';
import { entryOf, lineOf } from './located.ts';
import { portsOf, rangeText } from './ports.ts';
import type { Project, Service } from './project.ts';
import { HOST_NAME, withPort } from './renames.ts';
import { linuxHosts, placed } from './rewrite-host.ts';
import type { Rewriting } from './rewrite.ts';
import { saidHosts, type SaidHost } from './said.ts';

/** Names of the host as a host-mode service says them. */
const LOCAL = new Set(['localhost', '127.0.0.1', HOST_NAME]);

/** Returns what makes a service of host mode one of the project's own network. */
export function toBridge(service: Service, project: Project): Rewriting {
  const edits: Edit[] = [];
  const notes: string[] = [];
  const mode = entryOf(service.map, 'network_mode') ?? entryOf(service.map, 'networks');
  const gone = mode ? removed(mode) : null;
  const ports = [...listened(service), ...healthcheckPorts(service)];
  const has = entryOf(service.map, 'ports') !== undefined;
  if (mode && gone) {
    edits.push(...gone);
    const lines = has ? [] : portLines(ports, indentOf(mode.keySpan));
    if (lines.length > 0) edits.push(insertedBefore(mode.keySpan.source, mode.keySpan.start, lines));
  } else if (mode) notes.push(`Remove \`${mode.key}\` (${lineOf(mode.keySpan)}).`);
  if (!has && ports.length === 0) {
    notes.push(
      `No file says which ports ${service.name} listens on: add them as \`ports\`, such as "8080:8080".`,
    );
  }
  for (const said of saidHosts(service)) {
    if (said.by === 'healthcheck' || !LOCAL.has(said.host)) continue;
    const made = fromHere(said, service, project);
    if (made.edit) edits.push(made.edit);
    notes.push(...made.notes);
  }
  for (const other of project.services) {
    if (other === service || other.mode.kind !== 'bridge') continue;
    for (const said of saidHosts(other)) {
      if (said.host !== HOST_NAME || said.port === null || !ports.some((port) => covers(port, said.port)))
        continue;
      if (said.span) edits.push(replaced(said.span, service.name));
      else notes.push(`${placed(said)}: write ${service.name} instead.`);
    }
  }
  return { edits, notes: [...new Set(notes)] };
}

function portLines(ports: readonly Claim[], indent: string): string[] {
  const texts = new Set(
    ports.map(
      ({ range, transport }) => `${rangeText(range)}:${rangeText(range)}${transport === 'udp' ? '/udp' : ''}`,
    ),
  );
  return texts.size === 0 ? [] : [`${indent}ports:`, ...[...texts].map((text) => `${indent}  - "${text}"`)];
}

/** The host as seen from the project's network: the sibling that publishes the port by its name, else the host's. */
function fromHere(
  said: SaidHost,
  service: Service,
  project: Project,
): { edit: Edit | null; notes: string[] } {
  if (said.port === null || listened(service).some((claim) => covers(claim, said.port)))
    return { edit: null, notes: [] };
  for (const sibling of project.services) {
    if (sibling === service || sibling.mode.kind !== 'bridge') continue;
    const claim = published(sibling).find((one) => one.transport === 'tcp' && covers(one, said.port));
    const port = claim && targetOf(claim, said.port);
    if (port === undefined) continue;
    if (!said.span) return { edit: null, notes: [`${placed(said)}: write ${sibling.name}:${port} instead.`] };
    return { edit: replaced(withPort(said.span), `${sibling.name}:${port}`), notes: [] };
  }
  if (said.host === HOST_NAME) return { edit: null, notes: [] };
  if (!said.span) return { edit: null, notes: [`${placed(said)}: write ${HOST_NAME} instead.`] };
  return { edit: replaced(said.span, HOST_NAME), notes: [linuxHosts(service)] };
}

function covers({ range }: Claim, port: number | null): boolean {
  return port !== null && range.first <= port && port <= range.last;
}

/** The container's port behind a published one. */
function targetOf(claim: Claim, port: number): number | undefined {
  const own = portsOf(entryOf(claim.service.map, 'ports')?.value).find((one) => one.span === claim.span);
  return own?.target && own.published ? own.target.first + (port - own.published.first) : undefined;
}

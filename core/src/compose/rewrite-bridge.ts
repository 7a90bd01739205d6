import { covers, healthcheckPorts, isContradicted, listened, published, type Claim } from './claims.ts';
import { indentOf, insertedBefore, removed, type Edit } from './edit.ts';
import { withGateway } from './gateway.ts';
import { entryOf, lineOf } from './located.ts';
import { becauseOf, isOwnAddress, ownPorts } from './own.ts';
import { portsOf, rangeText } from './service-ports.ts';
import type { Project, Service } from './project.ts';
import { HOST_NAME, inPlace, toHostPort } from './renames.ts';
import { linuxHosts, placed, type Rewriting } from './rewriting.ts';
import { saidHosts, type SaidHost } from './said.ts';

/** Names of the host as a host-mode service says them. */
const LOCAL = new Set(['localhost', '127.0.0.1', '::1', HOST_NAME]);

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
  notes.push(...wrongTargets(service));
  let gateway = false;
  for (const said of saidHosts(service)) {
    if (said.by === 'healthcheck' || !LOCAL.has(said.host)) continue;
    const made = fromHere(said, service, project);
    if (made.edits) edits.push(...made.edits);
    else if (made.note !== null) notes.push(`${placed(said)}: ${made.note}`);
    gateway ||= made.gateway;
  }
  if (gateway && mode) {
    const known = withGateway(service, mode);
    if (known) edits.push(...known);
    else notes.push(linuxHosts(service));
  }
  for (const other of project.services) {
    if (other === service || other.mode.kind !== 'bridge') continue;
    for (const said of saidHosts(other)) {
      if (said.host !== HOST_NAME || !ports.some((port) => hasPort(port, said.port))) continue;
      const made = inPlace([{ word: said, text: service.name }]);
      if (made) edits.push(...made);
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

/** Entries of `ports` that map to another port than the one that the file says the program has. */
function wrongTargets(service: Service): string[] {
  const own = ownPorts(service)[0];
  return portsOf(entryOf(service.map, 'ports')?.value).flatMap((port) => {
    if (!own || !port.target || !isContradicted(service, port)) return [];
    return [
      `\`${port.text}\` (${lineOf(port.span)}) maps to port ${rangeText(port.target)}, and ${service.name} listens on ${rangeText(own.range)}, as ${becauseOf(own)} says: let it map to that one.`,
    ];
  });
}

interface Made {
  readonly edits: readonly Edit[] | null;
  readonly note: string | null;
  /** The name of the host is written. */
  readonly gateway: boolean;
}

const NOTHING: Made = { edits: null, note: null, gateway: false };

/** The host as seen from the project's network: the sibling that publishes the port by its name, else the host's. */
function fromHere(said: SaidHost, service: Service, project: Project): Made {
  if (listened(service).some((claim) => hasPort(claim, said.port))) return NOTHING;
  if (said.port === null) return { ...NOTHING, note: withoutPort(said, service) };
  for (const sibling of project.services) {
    if (sibling === service || sibling.mode.kind !== 'bridge') continue;
    const claim = published(sibling).find((one) => one.transport === 'tcp' && hasPort(one, said.port));
    const port = claim && targetOf(claim, said.port);
    if (port === undefined) continue;
    return {
      edits: inPlace(toHostPort(said, sibling.name, port)),
      note: `write ${sibling.name}, and port ${port}.`,
      gateway: false,
    };
  }
  if (said.host === HOST_NAME) return { ...NOTHING, gateway: true };
  const edits = inPlace([{ word: said, text: HOST_NAME }]);
  return { edits, note: `write ${HOST_NAME} instead.`, gateway: true };
}

function withoutPort(said: SaidHost, service: Service): string | null {
  if (said.host === HOST_NAME) return null;
  return said.key !== null && isOwnAddress(said.key)
    ? `on a bridge, what listens on ${said.host} is reached by ${service.name} alone: write 0.0.0.0.`
    : `no port says which program is meant: write the name of its service, or ${HOST_NAME}.`;
}

function hasPort({ range }: Claim, port: number | null): boolean {
  return port !== null && covers({ range }, { first: port, last: port });
}

/** The container's port behind a published one. */
function targetOf(claim: Claim, port: number): number | undefined {
  const own = portsOf(entryOf(claim.service.map, 'ports')?.value).find((one) => one.span === claim.span);
  return own?.target && own.published ? own.target.first + (port - own.published.first) : undefined;
}

import { indentOf, insertedBefore, replaced, type Edit } from './edit.ts';
import { isForeign, wasRightBefore } from './home.ts';
import { entryOf, hasAnchor, type Entry } from './located.ts';
import { pairsOf } from './pairs.ts';
import type { Service } from './project.ts';
import { HOST_NAME, reworded } from './renames.ts';
import type { SaidHost } from './said.ts';

/** Docker Engine's word for the host's own address in `extra_hosts` (docker/cli, `--add-host`, since 20.10). */
const GATEWAY = `${HOST_NAME}:host-gateway`;

/** Returns true when a service's hosts file knows the host's name. */
export function knowsHost(service: Service): boolean {
  return pairsOf(entryOf(service.map, 'extra_hosts')?.value, /[=:]/).some(({ key }) => key === HOST_NAME);
}

/**
 * Returns the edits that give a service the name of the host, which a Linux engine does not know by itself: none where it
 * has it. `beside` is an entry of the service's own; null where it cannot be shown by lines.
 */
export function withGateway(service: Service, beside: Entry): Edit[] | null {
  if (knowsHost(service)) return [];
  const hosts = entryOf(service.map, 'extra_hosts');
  if (!hosts) {
    const part = beside.parts.find((one) => !one.inherited && !isForeign(service, one));
    if (!part) return null;
    const { source, start, end } = part.span;
    if (part.flow) return [replaced({ source, start: end, end }, `, extra_hosts: ["${GATEWAY}"]`)];
    const indent = indentOf(part.span);
    return [insertedBefore(source, start, [`${indent}extra_hosts:`, `${indent}  - "${GATEWAY}"`])];
  }
  const part = hosts.parts.at(-1);
  if (!part || part.inherited || part.flow || hasAnchor(part.span.source, part.span)) return null;
  const { source, start, end } = part.span;
  const written = source.text.slice(start, end);
  const open = /^extra_hosts[ \t]*:[ \t]*([[{])/.exec(written);
  if (open) {
    const at = start + open[0].length;
    const rest = /^\s*[\]}]/.test(source.text.slice(at)) ? '' : ', ';
    const text = open[1] === '[' ? `"${GATEWAY}"${rest}` : `${HOST_NAME}: host-gateway${rest}`;
    return [replaced({ source, start: at, end: at }, text)];
  }
  const first = /\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]*)(- )?[^\s#]/.exec(written);
  if (!first) return null;
  const line = first[2] === undefined ? `${HOST_NAME}: host-gateway` : `- "${GATEWAY}"`;
  const at = start + first.index + first[0].length - 1;
  return [insertedBefore(source, at, [`${first[1] ?? ''}${line}`])];
}

/**
 * Returns the edits that let a service on a bridge look for one in host mode at the host's name, which it is given where it
 * does not know it; null where they cannot be shown, or would change a file that is right by itself.
 */
export function toGateway(service: Service, said: SaidHost, sibling: Service): Edit[] | null {
  if (wasRightBefore(sibling, said.value.span) || !said.under) return null;
  const named = reworded(service, [{ word: said, text: HOST_NAME }]);
  const known = withGateway(service, said.under);
  return named && known && [...named, ...known];
}

import { replaced, type Edit } from './edit.ts';
import type { Span } from './located.ts';
import { publishedFor } from './names.ts';
import type { Service } from './project.ts';
import type { SaidHost } from './said.ts';

/** How a container on a bridge reaches the host (Docker docs, "Networking", host.docker.internal). */
export const HOST_NAME = 'host.docker.internal';

/** Returns where a host-mode service finds another one, and the port; null where that one publishes nothing for it. */
export function whereOnHost(sibling: Service, port: number | null): { port: number | null; advice: string } {
  const { name, mode } = sibling;
  if (mode.kind === 'host')
    return { port, advice: `Both are in host mode: write localhost instead of ${name}.` };
  const published = port === null ? null : publishedFor(sibling, port);
  if (published !== null) {
    return {
      port: published,
      advice: `Write localhost:${published}: ${name} publishes its port ${port} there.`,
    };
  }
  const which = port === null ? 'the port' : `port ${port}`;
  return {
    port: null,
    advice: `Publish ${which} of ${name} with \`ports\`, and write localhost and that port.`,
  };
}

/** Returns the edits that put localhost, and the published port, in a sibling's place; null where that would not do. */
export function toLocalhost(said: SaidHost, sibling: Service): Edit[] | null {
  if (said.span === null) return null;
  if (sibling.mode.kind === 'host') return [replaced(said.span, 'localhost')];
  const { port } = whereOnHost(sibling, said.port);
  if (port === null) return null;
  return [replaced(withPort(said.span), `localhost:${port}`)];
}

/** Returns the edit that puts another host in a name's place, the port as it is; null where the name is not in sight. */
export function toHost(said: SaidHost, host: string): Edit[] | null {
  return said.span === null ? null : [replaced(said.span, host)];
}

/** A name's span with the port behind it. */
export function withPort(span: Span): Span {
  const port = /^:\d{1,5}/.exec(span.source.text.slice(span.end, span.end + 6));
  return { ...span, end: span.end + (port?.[0].length ?? 0) };
}

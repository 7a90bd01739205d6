import { replaced, type Edit } from './edit.ts';
import { isForeign, overridden } from './home.ts';
import { hasAnchor, type Entry, type EntryPart, type Span } from './located.ts';
import { publishedFor, onlyPublished } from './names.ts';
import type { Service } from './project.ts';
import type { SaidHost, Word } from './said.ts';

/** How a container on a bridge reaches the host (Docker docs, "Networking", host.docker.internal). */
export const HOST_NAME = 'host.docker.internal';

/** A text that takes a word's place. */
export interface Rewording {
  readonly word: Word;
  readonly text: string;
}

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
  const only = port === null ? onlyPublished(sibling) : null;
  if (only) {
    return {
      port: null,
      advice: `Write localhost, and ${only.published} as the port: ${name} publishes its port ${only.target} there.`,
    };
  }
  const which = port === null ? 'the port' : `port ${port}`;
  return {
    port: null,
    advice: `Publish ${which} of ${name} with \`ports\`, and write localhost and that port.`,
  };
}

/** Returns what puts localhost, and the published port, in a sibling's place; null where that would not do. */
export function toLocalhost(said: SaidHost, sibling: Service): Rewording[] | null {
  if (sibling.mode.kind === 'host') return [{ word: said, text: 'localhost' }];
  const only = onlyPublished(sibling);
  // Without a port, the program's own default: right where the sibling publishes its only port as it is.
  if (said.port === null)
    return only && only.published === only.target ? [{ word: said, text: 'localhost' }] : null;
  const { port } = whereOnHost(sibling, said.port);
  return port === null ? null : toHostPort(said, 'localhost', port);
}

/** Returns what puts a host and a port in the place of what is said; null where the port stands nowhere. */
export function toHostPort(said: SaidHost, host: string, port: number): Rewording[] | null {
  const named = { word: said, text: host };
  if (port === said.port) return [named];
  if (said.portWord === null) return null;
  const { span } = said.portWord;
  return [named, { word: said.portWord, text: span && span.start === span.end ? `:${port}` : String(port) }];
}

/**
 * Returns the edits that reword a service's values: in place, or as variables over what a file says that is right by
 * itself; null where a word is not in sight.
 */
export function reworded(service: Service, rewordings: readonly Rewording[] | null): Edit[] | null {
  if (rewordings === null) return null;
  const edits: Edit[] = [];
  const over = new Map<Word['value'], { key: string; edits: Edit[] }>();
  for (const { word, text } of rewordings) {
    const { span, value, under, key } = word;
    if (!span) return null;
    const edit = replaced(span, text);
    const part = under && ownPart(value.span, under);
    if (part && !isForeign(service, part)) edits.push(edit);
    else if (key === null || (under === null && isSecret(value.span))) return null;
    else over.set(value, { key, edits: [...(over.get(value)?.edits ?? []), edit] });
  }
  if (over.size === 0) return edits;
  const variables = [...over].map(([value, made]) => [made.key, withEdits(value.span, made.edits)] as const);
  const added = overridden(service, variables);
  return added && [...edits, ...added];
}

/** Returns the edits that reword values where they stand; null where one is not in sight, or not the service's alone. */
export function inPlace(rewordings: readonly Rewording[] | null): Edit[] | null {
  const edits = rewordings?.map(({ word: { span, value, under }, text }) =>
    span && under && ownPart(value.span, under) ? replaced(span, text) : null,
  );
  return edits?.every((edit) => edit !== null) ? edits : null;
}

/** What an env file keeps out of the Compose file, and out of a preview: an address with a password in it. */
function isSecret(span: Span): boolean {
  return /@|passw|pwd|secret|token/i.test(span.source.text.slice(span.start, span.end));
}

/** A value as written, quotes included, with edits made to it; in quotes where it would not stand without. */
function withEdits(span: Span, edits: readonly Edit[]): string {
  let text = '';
  let at = span.start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += span.source.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  text += span.source.text.slice(at, span.end);
  if (/^(["']).*\1$/s.test(text)) return text;
  const bare = text.replace(/["']$/, '');
  return /^[A-Za-z0-9][\w./:@?=&+~-]*$/.test(bare) && !bare.endsWith(':')
    ? bare
    : `'${bare.replaceAll("'", "''")}'`;
}

/** The part of an entry in which a value is written for this service alone; undefined where others share it. */
function ownPart(span: Span, under: Entry): EntryPart | undefined {
  return under.parts.find(
    (part) =>
      !part.inherited &&
      part.span.source === span.source &&
      part.span.start <= span.start &&
      span.end <= part.span.end &&
      !hasAnchor(span.source, part.span),
  );
}

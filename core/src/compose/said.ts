import { commandRefs, variableRefs, type HostRef } from './host-refs.ts';
import { entryOf, hasAnchor, rawOf, type Entry, type EntryPart, type Scalar, type Span } from './located.ts';
import { pairsOf } from './pairs.ts';
import type { Service } from './project.ts';

/** A host that a service's file names, where, and the entry of the service that holds it. */
export interface SaidHost {
  readonly host: string;
  readonly port: number | null;
  /** `environment DB_HOST`, `command`, `healthcheck`. */
  readonly by: string;
  /** The value that names it. */
  readonly value: Scalar;
  readonly under: Entry;
  /** The name itself in the file; null where a variable or an escape stands between. */
  readonly span: Span | null;
}

/** A longer command is a program of its own, and not read. */
const LONGEST = 65_536;

/** Returns the hosts that a service's environment and commands name. */
export function saidHosts(service: Service): SaidHost[] {
  const environment = entryOf(service.map, 'environment');
  const healthcheck = entryOf(service.map, 'healthcheck');
  const test = entryOf(healthcheck?.value, 'test');
  return [
    ...(environment ? environmentHosts(environment) : []),
    ...['command', 'entrypoint'].flatMap((key) => {
      const entry = entryOf(service.map, key);
      return entry ? commandHosts(key, entry, entry) : [];
    }),
    ...(healthcheck && test ? commandHosts('healthcheck', test, healthcheck) : []),
  ];
}

/** Returns the value as written, without the password of a URL: findings end up in logs. */
export function quoted(said: SaidHost): string {
  return rawOf(said.value.span).replaceAll(/(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g, '$1…');
}

function environmentHosts(under: Entry): SaidHost[] {
  return pairsOf(under.value).flatMap(({ key, value }) => {
    if (value.kind !== 'scalar' || value.text === null) return [];
    return located(value, under, `environment ${key}`, (text) => variableRefs(key, text));
  });
}

function commandHosts(by: string, entry: Entry, under: Entry): SaidHost[] {
  const { value } = entry;
  if (value.kind === 'seq') {
    const words = value.items.filter((item) => item.kind === 'scalar');
    // One word may be a whole shell line: ["CMD-SHELL", "curl http://db/"].
    const lines = words.filter((word) => /\s/.test(word.text ?? ''));
    const single = words.map((word) => (lines.includes(word) ? '' : (word.text ?? '')));
    return [
      ...commandRefs(single).flatMap(({ word, ...ref }) => {
        const scalar = words[word];
        return scalar ? [said(scalar, under, by, ref, ref)] : [];
      }),
      ...lines.flatMap((line) => shellHosts(line, under, by)),
    ];
  }
  return value.kind === 'scalar' ? shellHosts(value, under, by) : [];
}

function shellHosts(value: Scalar, under: Entry, by: string): SaidHost[] {
  return located(value, under, by, (text) => {
    const words = [...text.matchAll(/[^\s"'`;|&()<>]+/g)];
    return commandRefs(words.map(([word]) => word)).map(({ word, ...ref }) => {
      const at = words[word]?.index ?? 0;
      return { ...ref, start: ref.start + at, end: ref.end + at };
    });
  });
}

/** Hosts of a value's text, each with its place in the file where the file has the same in the same order. */
function located(value: Scalar, under: Entry, by: string, refs: (text: string) => HostRef[]): SaidHost[] {
  const { text } = inner(value.span);
  if (text.length > LONGEST || (value.text?.length ?? 0) > LONGEST) return [];
  const written = new Map<string, HostRef[]>();
  for (const ref of refs(text)) {
    const same = written.get(ref.host);
    if (same) same.push(ref);
    else written.set(ref.host, [ref]);
  }
  const met = new Map<string, number>();
  return refs(value.text ?? '').map((ref) => {
    const nth = met.get(ref.host) ?? 0;
    met.set(ref.host, nth + 1);
    return said(value, under, by, ref, written.get(ref.host)?.[nth] ?? null);
  });
}

function said(value: Scalar, under: Entry, by: string, ref: HostRef, written: HostRef | null): SaidHost {
  const { text, start } = inner(value.span);
  const fits =
    written !== null && text.slice(written.start, written.end) === ref.host && isOwn(value.span, under.parts);
  const span = fits
    ? { source: value.span.source, start: start + written.start, end: start + written.end }
    : null;
  return { host: ref.host, port: ref.port, by, value, under, span };
}

/** A value's text within its quotes, as written. */
function inner(span: Span): { text: string; start: number } {
  const raw = span.source.text.slice(span.start, span.end);
  const lead = /^["']/.test(raw) ? 1 : 0;
  const tail = raw.length > lead && /["']$/.test(raw) ? 1 : 0;
  return { text: raw.slice(lead, raw.length - tail), start: span.start + lead };
}

/** Returns true when a value is written within the service itself, so that changing it changes this service alone. */
export function isOwn(span: Span, parts: readonly EntryPart[]): boolean {
  return parts.some(
    (part) =>
      !part.inherited &&
      part.span.source === span.source &&
      part.span.start <= span.start &&
      span.end <= part.span.end &&
      !hasAnchor(span.source, part.span),
  );
}

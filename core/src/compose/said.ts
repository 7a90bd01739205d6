import { codeRefs, commandRefs } from './command-refs.ts';
import type { HostRef } from './host-refs.ts';
import { entryOf, knownText, rawOf, type Entry, type Scalar, type Span } from './located.ts';
import type { Service } from './project.ts';
import { spansOf, type WrittenRef } from './written.ts';
import { portKeyOf, variableRefs } from './variable-refs.ts';
import { variablesOf, type Variable } from './variables.ts';

/** A word of a service's values: a host, or a port. */
export interface Word {
  /** The value that it stands in. */
  readonly value: Scalar;
  /** The entry of the service that holds the value; null for what an env file says. */
  readonly under: Entry | null;
  /** The variable whose value it is; null in commands. */
  readonly key: string | null;
  /** The word itself in the file; null where a variable or an escape stands between. */
  readonly span: Span | null;
}

/** A host that a service's file names. */
export interface SaidHost extends Word {
  readonly host: string;
  readonly port: number | null;
  /** `environment DB_HOST`, `command`, `healthcheck`. */
  readonly by: string;
  /** Where the port is said: in the same value, or in a variable or option beside it; null where nothing says it. */
  readonly portWord: Word | null;
}

/** A longer command is a program of its own, and not read. */
const LONGEST = 65_536;

/** Returns the hosts that a service's variables and commands name. */
export function saidHosts(service: Service): SaidHost[] {
  const healthcheck = entryOf(service.map, 'healthcheck');
  const test = entryOf(healthcheck?.value, 'test');
  const variables = variablesOf(service);
  return [
    ...variables.flatMap((variable) => variableHosts(variable, variables)),
    ...['command', 'entrypoint'].flatMap((key) => {
      const entry = entryOf(service.map, key);
      return entry ? commandHosts(key, entry, entry) : [];
    }),
    ...(healthcheck && test ? commandHosts('healthcheck', test, healthcheck) : []),
  ];
}

/** Returns the value as written, without the password of a URL or of a list of keys: findings end up in logs. */
export function quoted(said: SaidHost): string {
  return rawOf(said.value.span)
    .replaceAll(/(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g, '$1…')
    .replaceAll(/((?:password|pwd|passwd|secret)\s?=\s?)[^\s;"']+/gi, '$1…')
    .replaceAll(/^(["']?[^\s:/@]*:)[^\s@/]+(?=@(?:tcp|udp)\()/g, '$1…');
}

function variableHosts(variable: Variable, all: readonly Variable[]): SaidHost[] {
  const { key, value, under, by } = variable;
  const where: Where = { value, under, key, by };
  return located(where, (text) => variableRefs(key, text)).map((said) =>
    said.port === null && said.portWord === null ? { ...said, ...companionPort(key, all) } : said,
  );
}

/** The port of the variable beside a `…_HOST`, where that is known: `DB_PORT`. */
function companionPort(key: string, all: readonly Variable[]): Partial<SaidHost> {
  const portKey = portKeyOf(key);
  const other = all.find((one) => one.key === portKey);
  const digits = /^\d{1,5}$/.exec(knownText(other?.value)?.trim() ?? '')?.[0];
  if (!other || digits === undefined) return {};
  const [written] = spansOf(other.value, (text) => {
    const start = text.indexOf(digits);
    return start === -1
      ? []
      : [{ host: digits, start, end: start + digits.length, port: null, portAt: null }];
  });
  const { value, under } = other;
  return { port: Number(digits), portWord: { value, under, key: other.key, span: written?.span ?? null } };
}

interface Where extends Omit<Word, 'span'> {
  readonly by: string;
}

function commandHosts(by: string, entry: Entry, under: Entry): SaidHost[] {
  const { value } = entry;
  if (value.kind !== 'seq') return value.kind === 'scalar' ? shellHosts({ value, under, by, key: null }) : [];
  const words = value.items.filter((item) => item.kind === 'scalar');
  // One word may be a whole shell line: ["CMD-SHELL", "curl http://db/"].
  const lines = words.filter((word) => /\s/.test(word.text ?? ''));
  const single = words.map((word) => (lines.includes(word) ? '' : (word.text ?? '')));
  return [
    ...commandRefs(single).flatMap((ref) => {
      const [host, port] = [words[ref.word], words[ref.portWord]];
      if (!host) return [];
      const place = { value: host, under, by, key: null };
      const written = spansOf(host, () => [
        { ...ref, portAt: ref.portWord === ref.word ? ref.portAt : null },
      ]);
      const said = saidOf(place, ref, written[0]);
      if (!port || ref.portWord === ref.word || !ref.portAt) return [said];
      const [there] = spansOf(port, () => [{ ...ref, host: String(ref.port), ...ref.portAt, portAt: null }]);
      return [{ ...said, portWord: { value: port, under, key: null, span: there?.span ?? null } }];
    }),
    ...words.flatMap((value) =>
      lines.includes(value)
        ? shellHosts({ value, under, by, key: null })
        : located({ value, under, by, key: null }, codeRefs),
    ),
  ];
}

function shellHosts(where: Where): SaidHost[] {
  return located(where, (text) => {
    const words = [...text.matchAll(/[^\s"'`;|&()<>]+/g)];
    const refs = commandRefs(words.map(([word]) => word)).map(({ word, portWord, ...ref }) => {
      const at = words[word]?.index ?? 0;
      const to = words[portWord]?.index ?? 0;
      const portAt = ref.portAt && { start: ref.portAt.start + to, end: ref.portAt.end + to };
      return { ...ref, start: ref.start + at, end: ref.end + at, portAt };
    });
    const code = codeRefs(text).filter((ref) => !refs.some(({ start }) => start === ref.start));
    return [...refs, ...code];
  });
}

/** Hosts of a value's text, each with its place in the file where the file has the same in the same order. */
function located(where: Where, refs: (text: string) => HostRef[]): SaidHost[] {
  const { value } = where;
  if (value.span.end - value.span.start > LONGEST || (value.text?.length ?? 0) > LONGEST) return [];
  const written = new Map<string, WrittenRef[]>();
  for (const ref of spansOf(value, refs)) {
    const same = written.get(ref.host);
    if (same) same.push(ref);
    else written.set(ref.host, [ref]);
  }
  const met = new Map<string, number>();
  return refs(value.text ?? '').map((ref) => {
    const nth = met.get(ref.host) ?? 0;
    met.set(ref.host, nth + 1);
    return saidOf(where, ref, written.get(ref.host)?.[nth]);
  });
}

function saidOf(where: Where, ref: HostRef, written: WrittenRef | undefined): SaidHost {
  const { value, under, key, by } = where;
  const word = { value, under, key };
  const fits = written?.port === ref.port;
  const portWord = ref.portAt ? { ...word, span: fits ? written.portSpan : null } : null;
  return { ...word, by, host: ref.host, port: ref.port, span: written?.span ?? null, portWord };
}

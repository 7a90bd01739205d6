import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type Scalar as YamlScalar,
  type YAMLMap,
} from 'yaml';
import { ComposeError } from './error.ts';
import { interpolate, type Variables } from './interpolate.ts';
import {
  placeOf,
  type Entry,
  type Mapping,
  type Node,
  type Scalar,
  type Source,
  type Span,
} from './located.ts';
import type { readDocuments } from './tokens.ts';

/** Values a file may hold with every alias counted as what it stands for. */
const MOST_VALUES = 500_000;
/** Levels with aliases counted as what they stand for. */
const MOST_LEVELS = 200;
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

/** Numbers as Compose's YAML reads them (YAML 1.2, core schema, with 1.1's binary, octal and underscores). */
const NUMBER =
  /^(?:[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const BOOLEANS = new Set(['true', 'True', 'TRUE', 'false', 'False', 'FALSE']);
/** The tag of a merge key and of a text, in full (YAML 1.1, type repository). */
const TAGS = { merge: 'tag:yaml.org,2002:merge', text: 'tag:yaml.org,2002:str' } as const;

/** A file's documents before any variable is filled in. */
export type Parsed = ReturnType<typeof readDocuments>;

/** Is given each variable that has to be set and is not, with its place. */
type Unset = (at: Span, what: string) => void;

/** How documents are read: which folder paths start from, and the variables. */
interface Filling {
  readonly folder: string;
  readonly variables: Variables;
}

/**
 * Returns the mappings of a file's documents, aliases and merge keys resolved, each value with its place.
 * @throws ComposeError naming line and column
 */
export function readParsed(
  { source: written, documents }: Parsed,
  filling: Filling,
  unset: Unset,
): Mapping[] {
  const { file } = written;
  const source = written.folder === filling.folder ? written : { ...written, folder: filling.folder };
  const roots = documents.flatMap((document) => {
    const root = document.contents as unknown;
    if (root === null) return [];
    const node = new Reader(source, filling.variables, unset).node(root);
    return node.kind === 'scalar' && node.text === null ? [] : [node];
  });
  if (roots.length === 0) {
    throw new ComposeError(file, null, 'empty. Expected a Compose file with `services:`: name another file.');
  }
  return roots.map((root) => {
    if (root.kind === 'map') return root;
    throw new ComposeError(
      file,
      placeOf(root.span),
      `this is a ${root.kind === 'seq' ? 'list' : 'text'}. Expected a Compose file, a mapping with \`services:\`: name another file.`,
    );
  });
}

/** Turns the nodes of one document into located ones. Anchors are known from where they are written on. */
class Reader {
  private readonly anchors = new Map<string, Node>();
  private readonly source: Source;
  private readonly variables: Variables;
  private readonly unset: Unset;
  private merged = 0;

  constructor(source: Source, variables: Variables, unset: Unset) {
    this.source = source;
    this.variables = variables;
    this.unset = unset;
  }

  node(value: unknown): Node {
    if (isAlias(value)) {
      const target = this.anchors.get(value.source);
      if (target) return target;
      this.fail(
        this.span(value.range),
        `the alias *${value.source.slice(0, 60)} stands for nothing that is complete before it. Expected &${value.source.slice(0, 60)} further up: move or rename it.`,
      );
    }
    const node = this.convert(value);
    if (node.size > MOST_VALUES) this.expands(node.span);
    if (node.depth > MOST_LEVELS) this.expands(node.span);
    const anchor = isScalar(value) || isMap(value) || isSeq(value) ? value.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private convert(value: unknown): Node {
    if (isMap(value)) return this.mapping(value);
    if (isSeq(value)) {
      const items = value.items.map((item) => this.node(isPair(item) ? item.key : item));
      return { kind: 'seq', items, ...this.written(value, items) };
    }
    return this.scalar(value);
  }

  private scalar(value: unknown): Scalar {
    if (!isScalar(value)) return { kind: 'scalar', text: null, ...this.written({}, []) };
    const text = String(value.value);
    const type = typeOf(value, text);
    const written = { kind: 'scalar', ...this.written(value, []) } as const;
    if (type === 'null') return { ...written, text: null, type };
    const filled = this.filled(text, written.span);
    return { ...written, text: filled, type: filled === text ? type : undefined };
  }

  private filled(text: string, span: Span): string {
    return interpolate(text, this.variables, (fault) => {
      if (fault.kind === 'invalid') {
        this.fail(
          span,
          `"${fault.form}" is no variable. Expected \${NAME}, or $$ for a dollar sign: fix this value.`,
        );
      }
      const why = fault.reason === '' ? '' : ` (${fault.reason.slice(0, 200)})`;
      this.unset(
        span,
        `The variable ${fault.name} is not set, and Compose refuses the file without it${why}. Set it, then run this again.`,
      );
    });
  }

  private mapping(map: YAMLMap): Mapping {
    const own = new Map<string, Entry>();
    const mergedIn: Node[] = [];
    for (const pair of map.items) {
      const keySpan = this.span((pair.key as { range?: Range3 } | null)?.range);
      if (!isScalar(pair.key)) {
        this.fail(keySpan, 'this key is not a text. Expected a name before the colon: quote or rename it.');
      }
      const merges = pair.key.tag === TAGS.merge || typeof pair.key.value === 'symbol';
      const key = merges ? '<<' : String(pair.key.value);
      const value = this.node(pair.value);
      if (merges || (key === '<<' && pair.key.type === 'PLAIN')) {
        mergedIn.push(...(value.kind === 'seq' ? value.items : [value]));
        continue;
      }
      const first = own.get(key);
      if (first) {
        this.fail(
          keySpan,
          `the key "${key.slice(0, 60)}" stands on line ${placeOf(first.keySpan).line} already. Expected each key once: remove one.`,
        );
      }
      own.set(key, this.entry(map, pair, key, keySpan, value));
    }
    const entries = [...own.values(), ...this.inherited(own, mergedIn, map)];
    const values = entries.map((entry) => entry.value);
    return { kind: 'map', flow: map.flow === true, entries, ...this.written(map, values) };
  }

  private entry(map: YAMLMap, pair: Pair, key: string, keySpan: Span, value: Node): Entry {
    const range = (pair.value as { range?: Range3 } | null)?.range;
    const span = { ...keySpan, end: Math.max(keySpan.end, range?.[1] ?? 0) };
    return { key, keySpan, value, parts: [{ span, inherited: false, flow: map.flow === true }] };
  }

  /** Entries of merge keys: what a mapping says itself wins, then the earlier of several. */
  private inherited(own: ReadonlyMap<string, Entry>, from: readonly Node[], map: YAMLMap): Entry[] {
    const taken = new Map<string, Entry>();
    for (const node of from) {
      if (node.kind !== 'map') continue;
      for (const entry of node.entries) {
        if (++this.merged > MOST_VALUES) this.expands(this.span(map.range ?? undefined));
        if (own.has(entry.key) || taken.has(entry.key)) continue;
        taken.set(entry.key, {
          ...entry,
          parts: entry.parts.map((part) => ({ ...part, inherited: true, merged: true })),
        });
      }
    }
    return [...taken.values()];
  }

  private written(node: { range?: Range3 | null; tag?: string }, children: readonly Node[]) {
    const tag = node.tag === '!reset' ? 'reset' : node.tag === '!override' ? 'override' : null;
    let size = 1;
    let depth = 1;
    for (const child of children) {
      size += child.size;
      depth = Math.max(depth, child.depth + 1);
    }
    return { span: this.span(node.range ?? undefined), tag, size, depth } as const;
  }

  private span(range: Range3 | undefined | null): Span {
    return { source: this.source, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  }

  private expands(span: Span): never {
    this.fail(
      span,
      `its anchors expand to more than ${MOST_VALUES} values or ${MOST_LEVELS} levels. Expected a Compose file: remove the aliases that repeat each other.`,
    );
  }

  private fail(span: Span, what: string): never {
    throw new ComposeError(this.source.file, placeOf(span), what);
  }
}

function typeOf({ type, tag }: YamlScalar, text: string): Scalar['type'] {
  if (tag === TAGS.text || (type !== 'PLAIN' && type !== undefined)) return 'text';
  if (NULLS.has(text)) return 'null';
  if (BOOLEANS.has(text)) return 'boolean';
  return NUMBER.test(text) ? 'number' : 'text';
}

/** Start, end of the value, end of the node, as the yaml package gives them. */
type Range3 = readonly [number, number, number] | readonly number[];

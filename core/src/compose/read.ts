import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { ComposeError } from './error.ts';
import {
  placeOf,
  type Entry,
  type Mapping,
  type Node,
  type Scalar,
  type Source,
  type Span,
} from './located.ts';
import { readDocuments } from './tokens.ts';

/** Values a file may hold with every alias counted as what it stands for. */
const MOST_VALUES = 500_000;
/** Levels with aliases counted as what they stand for. */
const MOST_LEVELS = 200;
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

/** Fills variables into the text of a value. */
export type Interpolate = (text: string) => string;

/**
 * Returns the mappings of a text's documents, aliases and merge keys resolved, each value with its place.
 * @throws ComposeError naming line and column
 */
export function readCompose(file: string, text: string, interpolate: Interpolate): Mapping[] {
  const { source, documents } = readDocuments(file, text);
  const roots = documents.flatMap((document) => {
    const root = document.contents as unknown;
    if (root === null) return [];
    const node = new Reader(source, interpolate).node(root);
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
  private readonly interpolate: Interpolate;
  private merged = 0;

  constructor(source: Source, interpolate: Interpolate) {
    this.source = source;
    this.interpolate = interpolate;
  }

  node(value: unknown): Node {
    if (isAlias(value)) {
      const target = this.anchors.get(value.source);
      if (target) return target;
      this.fail(
        this.span(value.range),
        `the alias *${value.source} stands for nothing that is complete before it. Expected &${value.source} further up: move or rename it.`,
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
    const plain = value.type === 'PLAIN' || value.type === undefined;
    const text = String(value.value);
    const isNull = plain && NULLS.has(text);
    return { kind: 'scalar', text: isNull ? null : this.interpolate(text), ...this.written(value, []) };
  }

  private mapping(map: YAMLMap): Mapping {
    const own = new Map<string, Entry>();
    const mergedIn: Node[] = [];
    for (const pair of map.items) {
      const keySpan = this.span((pair.key as { range?: Range3 } | null)?.range);
      if (!isScalar(pair.key)) {
        this.fail(keySpan, 'this key is not a text. Expected a name before the colon: quote or rename it.');
      }
      const key = String(pair.key.value);
      const value = this.node(pair.value);
      if (key === '<<' && pair.key.type === 'PLAIN') {
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

/** Start, end of the value, end of the node, as the yaml package gives them. */
type Range3 = readonly [number, number, number] | readonly number[];

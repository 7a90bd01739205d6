import type { Entry, Mapping, Node, Scalar, Span } from './located.ts';

/**
 * Returns keys and values of what Compose takes as a mapping or as a list of `KEY=value` (environment, sysctls, labels,
 * extra_hosts with `:` too). In a list, the value's span starts behind the sign, where the text has it.
 */
export function pairsOf(node: Node | undefined, signs = /=/): readonly Entry[] {
  if (node?.kind === 'map') return node.entries;
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => {
    if (item.kind !== 'scalar' || item.text === null) return [];
    const at = item.text.search(signs);
    const key = at === -1 ? item.text : item.text.slice(0, at);
    const value: Scalar = {
      ...item,
      text: at === -1 ? null : item.text.slice(at + 1),
      type: undefined,
      span: behind(item.span, signs),
    };
    return [
      {
        key: key.trim(),
        keySpan: item.span,
        value,
        parts: [{ span: item.span, inherited: false, flow: false }],
      },
    ];
  });
}

/** Returns the keys of what Compose takes as a mapping or as a list of names (networks, depends_on, profiles). */
export function keysOf(node: Node | undefined): readonly { readonly key: string; readonly span: Span }[] {
  if (node?.kind === 'map') return node.entries.map(({ key, keySpan }) => ({ key, span: keySpan }));
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) =>
    item.kind === 'scalar' && item.text !== null ? [{ key: item.text, span: item.span }] : [],
  );
}

/** Returns the mapping form of a node that may be a list of pairs or of names. */
export function asMapping(node: Node): Mapping | null {
  if (node.kind === 'map') return node;
  if (node.kind !== 'seq') return null;
  return { ...node, kind: 'map', flow: false, entries: pairsOf(node) };
}

function behind(span: Span, signs: RegExp): Span {
  const at = span.source.text.slice(span.start, span.end).search(signs);
  return at === -1 ? span : { ...span, start: span.start + at + 1 };
}

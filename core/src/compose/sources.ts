import { entryOf, knownText, type Node, type Span } from './located.ts';

/** A volume's source that is a path and no name (compose-spec, "volumes", short syntax). */
const PATH = /^([.~/\\]|[A-Za-z]:[\\/])/;

/** A name that a service takes from elsewhere, and where it stands. */
interface Source {
  readonly text: string;
  readonly span: Span;
}

export function sourcesOf(node: Node | undefined): Source[] {
  if (node?.kind === 'map') return node.entries.map(({ key, keySpan }) => ({ text: key, span: keySpan }));
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => {
    const text = knownText(item.kind === 'map' ? entryOf(item, 'source')?.value : item);
    return text === null ? [] : [{ text, span: item.span }];
  });
}

export function volumesOf(node: Node | undefined): Source[] {
  if (node?.kind !== 'seq') return [];
  return node.items.flatMap((item) => {
    if (item.kind === 'map') {
      const text = knownText(entryOf(item, 'source')?.value);
      return text === null || text === '' || knownText(entryOf(item, 'type')?.value) !== 'volume'
        ? []
        : [{ text, span: item.span }];
    }
    const parts = knownText(item)?.split(':') ?? [];
    const [source = ''] = parts;
    return parts.length < 2 || source === '' || PATH.test(knownText(item) ?? '')
      ? []
      : [{ text: source, span: item.span }];
  });
}

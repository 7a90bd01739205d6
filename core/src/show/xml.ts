import { plain } from '../words/plain.ts';

/** A piece of XML that is escaped already. */
export interface Element {
  readonly text: string;
}

/** Characters XML 1.0 cannot hold at all (§2.2, production 2), not even as a reference; lone halves of surrogate pairs too. */
const IMPOSSIBLE = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns an element with its attributes in that order, and elements or one text in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly Element[] | string = [],
): Element {
  const given = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(plain(String(value)))}"`,
  );
  const inner =
    typeof content === 'string'
      ? content
          .split('\n')
          .map((line) => escaped(plain(line)))
          .join('\n')
      : content.map(({ text }) => `\n${text.replaceAll(/^/gm, '  ')}`).join('');
  if (inner === '') return { text: `<${name}${given.join('')}/>` };
  return { text: `<${name}${given.join('')}>${inner}${typeof content === 'string' ? '' : '\n'}</${name}>` };
}

function escaped(text: string): string {
  return text
    .replaceAll(IMPOSSIBLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

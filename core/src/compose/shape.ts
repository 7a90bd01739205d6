import { ComposeError } from './error.ts';
import { placeOf, UNKNOWN, type Mapping, type Node, type Scalar, type Span } from './located.ts';

/** What a value may be: which single values, a list of what, a mapping of which keys. */
export interface Shape {
  readonly single?: readonly NonNullable<Scalar['type']>[];
  readonly items?: Shape;
  /** Keys that are known. */
  readonly keys?: Readonly<Record<string, Shape>>;
  /** What any other key holds; without it another key is refused, save `x-…`. */
  readonly others?: Shape;
  readonly required?: readonly string[];
  /** A text in it has to mean true or false. */
  readonly switch?: boolean;
  /** Values that a single text may have. */
  readonly oneOf?: readonly string[];
  /** Names that its keys may have. */
  readonly names?: RegExp;
}

/** Texts that Compose takes for true or false (compose-go, loader/interpolate.go). */
const SWITCH = /^(true|y|yes|on|false|n|no|off)$/i;
/** Characters of a key or value that are quoted. */
const QUOTED = 60;
/** Keys that people write for `network_mode` (Compose's first version, Kubernetes, other tools). */
const MODE_KEYS = new Set(['net', 'network', 'networkmode', 'networkingmode', 'hostnetwork']);
const WORDS = { text: 'a text', number: 'a number', boolean: 'true or false', null: 'nothing' } as const;

/** @throws ComposeError where a value is not what Compose takes; `path` is the way to it */
export function check(node: Node, shape: Shape, path: string): void {
  if (node.tag === 'reset') return;
  if (node.kind === 'scalar') checkSingle(node, shape, path);
  else if (node.kind === 'seq') {
    if (!shape.items) refuse(node.span, `${path} is a list.`, expected(shape));
    node.items.forEach((item, index) => check(item, shape.items ?? {}, `${path}[${index}]`));
  } else checkMapping(node, shape, path);
}

function checkSingle(node: Scalar, shape: Shape, path: string): void {
  if (node.type === undefined || node.text?.includes(UNKNOWN) === true) {
    if (!shape.single && node.text !== null && !node.text.includes(UNKNOWN))
      refuse(node.span, `${path} is a text.`, expected(shape));
    return;
  }
  if (!shape.single?.includes(node.type)) {
    refuse(node.span, `${path} is ${node.type === 'null' ? 'empty' : WORDS[node.type]}.`, expected(shape));
  }
  if (shape.switch === true && node.type === 'text' && !SWITCH.test(node.text ?? ''))
    refuse(node.span, `${path} is "${(node.text ?? '').slice(0, QUOTED)}".`, 'true or false');
  if (shape.oneOf && !shape.oneOf.includes(node.text ?? ''))
    refuse(node.span, `${path} is "${(node.text ?? '').slice(0, QUOTED)}".`, shape.oneOf.join(', '));
}

function checkMapping(node: Mapping, shape: Shape, path: string): void {
  const { keys, others, required = [], names } = shape;
  if (!keys && !others) refuse(node.span, `${path} is a mapping.`, expected(shape));
  for (const { key, keySpan, value } of node.entries) {
    const inner = keys && Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (inner) check(value, inner, `${path === '' ? '' : `${path}.`}${key}`);
    else if (others) {
      if (names && !names.test(key))
        refuse(
          keySpan,
          `"${key.slice(0, QUOTED)}" in ${path} is no name.`,
          'letters, digits, dots, dashes and underscores',
        );
      check(value, others, `${path}.${key.slice(0, QUOTED)}`);
    } else if (!key.startsWith('x-')) unknownKey(key, keySpan, value, path, Object.keys(keys ?? {}));
  }
  for (const key of required) {
    if (!node.entries.some((entry) => entry.key === key))
      refuse(node.span, `${path} has no \`${key}\`.`, `the key \`${key}\``);
  }
}

function unknownKey(key: string, at: Span, value: Node, path: string, known: readonly string[]): never {
  const shown = key.slice(0, QUOTED);
  const what = `${path === '' ? 'the file' : path} has the key \`${shown}\`, which Compose does not know.`;
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  const near =
    known.includes('network_mode') && MODE_KEYS.has(plain)
      ? 'network_mode'
      : (known.find((one) => one.replaceAll('_', '') === plain) ??
        known.find((one) => one.length > 3 && distance(one, shown) <= 2));
  if (near === undefined)
    refuse(at, what, 'a key of the Compose specification, or one that begins with `x-`');
  const text = value.kind === 'scalar' ? value.text : null;
  const mode = near === 'network_mode' && (text === 'host' || text === 'true' || text === 'bridge');
  refuse(at, what, `\`${near}${mode ? `: ${text === 'bridge' ? 'bridge' : 'host'}` : ''}\``);
}

function expected({ single = [], items, keys, others, oneOf }: Shape): string {
  const all = [
    ...(oneOf ?? single.map((type) => WORDS[type])),
    ...(items ? ['a list'] : []),
    ...((keys ?? others) ? ['a mapping'] : []),
  ];
  return all.join(' or ');
}

/** @throws ComposeError always: Compose refuses the file */
export function refuse(at: Span, what: string, wanted: string): never {
  const place = placeOf(at);
  throw new ComposeError(
    place.file,
    place,
    `${what} Compose refuses that. Expected ${wanted}: fix this line.`,
  );
}

/** Letters that have to be put in, taken out or replaced to make one word of another (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

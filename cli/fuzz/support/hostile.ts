import * as fc from 'fast-check';

/** Texts that have hurt programs before: control sequences, shells, prototypes, surrogates, right-to-left, sheer length. */
const NASTY = [
  '',
  '\0',
  '\u001b[2J\u001b]0;x\u0007',
  '\r\n\r\n',
  '\u202e\u2066',
  '\ud800',
  '\ufeff',
  '$(touch /tmp/hostnet-fuzz)',
  '`touch /tmp/hostnet-fuzz`',
  "' || true; --",
  '--privileged',
  '-',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '%s%n%00',
  '${x:-${x:-${x}}}',
  '<script>alert(1)</script>',
  '127.0.0.1%lo',
  '::ffff:127.0.0.1',
  '0x7f.1',
  '1e309',
  '9007199254740993',
  'x'.repeat(20_000),
  '\u0301'.repeat(2000),
  ' '.repeat(5000),
  '('.repeat(3000),
] as const;

/** Returns the value as JSON; `null` for what has none. */
export function jsonOf(value: unknown): string {
  return JSON.stringify([value]).slice(1, -1);
}

/** Numbers at the edges of what programs hold. */
const EDGES = [
  0,
  -0,
  -1,
  1,
  255,
  256,
  65_535,
  65_536,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  1e308,
  1e-308,
  0.1,
];

/** Any text, and often one of those that hurt. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 40 }),
  fc.tuple(fc.constantFrom(...NASTY), fc.string({ maxLength: 8 })).map(([a, b]) => `${b}${a}${b}`),
);

/** Any JSON value: of wrong types, with odd names, deep. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(...EDGES, null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(hostileText, fc.oneof(hostileText, fc.constantFrom(...EDGES)), { maxKeys: 3 }),
  fc.integer({ min: 10, max: 300 }).map(nested),
  fc.integer({ min: 100, max: 3000 }).map((length) => Array.from({ length }, (_, i) => i)),
);

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

/** One change of a document. */
interface Change {
  readonly at: number;
  readonly how: 'replace' | 'drop' | 'add' | 'swap';
  readonly name: string;
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'drop', 'add', 'swap'),
  name: hostileText,
  value: hostileJson,
});

/** A document that is right but for one to four places. */
export function changed(base: unknown): fc.Arbitrary<unknown> {
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = { root: structuredClone(base) };
    for (const one of changes) apply(copy, one);
    return copy.root;
  });
}

type Holder = Record<string, unknown>;

/** Every place of a document, as who holds it and under which name. */
function placesOf(holder: Holder, found: [Holder, string][] = []): [Holder, string][] {
  for (const [name, value] of Object.entries(holder)) {
    found.push([holder, name]);
    // Deep values are put in by changes; their insides are not worth a second one.
    if (typeof value === 'object' && value !== null && found.length < 4000) placesOf(value as Holder, found);
  }
  return found;
}

function apply(root: Holder, { at, how, name, value }: Change): void {
  const places = placesOf(root);
  const [holder, key] = places[at % places.length] ?? [root, 'root'];
  const [other, otherKey] = places[(at * 7 + 3) % places.length] ?? [root, 'root'];
  if (how === 'replace') holder[key] = value;
  else if (how === 'drop') Reflect.deleteProperty(holder, key);
  else if (how === 'swap') holder[key] = structuredClone(other[otherKey]);
  else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** One change of a text. */
const edit = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 40 }),
  how: fc.constantFrom('cut', 'insert', 'insert', 'repeat', 'flip'),
  text: hostileText,
});

/** A text that is right but for one to `most` places. */
export function edited(
  base: string,
  more: fc.Arbitrary<string> = hostileText,
  most = 6,
): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(edit, more), { minLength: 1, maxLength: most })
    .map((edits) => edits.reduce((text, [one, other]) => editOnce(text, { ...one, text: other }), base));
}

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly how: string;
  readonly text: string;
}

function editOnce(text: string, { at, length, how, text: piece }: Edit): string {
  const start = at % (text.length + 1);
  const [before, middle, after] = [
    text.slice(0, start),
    text.slice(start, start + length),
    text.slice(start + length),
  ];
  if (how === 'cut') return before + after;
  if (how === 'insert') return before + piece + middle + after;
  if (how === 'repeat') return before + middle.repeat(3) + after;
  return before + Array.from(middle).reverse().join('') + after;
}

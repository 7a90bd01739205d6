import { ComposeError } from './error.ts';
import { entryOf, knownText, placeOf, type Entry, type Mapping, type Node, type Span } from './located.ts';
import { inheritedService, mergeServices, servicesOf } from './merge.ts';

/** A chain of `extends` may be so long; Compose itself has no bound, real chains have two or three links. */
const LONGEST_CHAIN = 50;

/** Returns the documents of another file, as seen from a file that names it. @throws ComposeError at `span` */
type LoadFile = (path: string, span: Span) => readonly Mapping[];

/** A service that was asked for, and where. */
interface Wanted {
  readonly name: string;
  readonly span: Span;
  readonly documents: readonly Mapping[];
}

/**
 * Returns a file's document with every `extends` followed, in the same file or in the file it names.
 * @throws ComposeError where it goes round in circles or names what is not there
 */
export function withExtends(document: Mapping, load: LoadFile): Mapping {
  const documents = [document];
  const memo = new Map<Node, Node>();
  const entries = document.entries.map((entry): Entry => {
    if (entry.key !== 'services' || entry.value.kind !== 'map') return entry;
    const services = entry.value.entries.map((service): Entry => {
      return { ...service, value: resolve(service, documents, load, [], memo) };
    });
    return { ...entry, value: { ...entry.value, entries: services } };
  });
  return { ...document, entries };
}

function resolve(
  service: Entry,
  documents: readonly Mapping[],
  load: LoadFile,
  chain: readonly Entry[],
  memo: Map<Node, Node>,
): Node {
  const before = memo.get(service.value);
  if (before) return before;
  const base = entryOf(service.value, 'extends');
  if (!base || service.value.kind !== 'map') return service.value;
  const at = placeOf(base.keySpan);
  if (chain.some((link) => link.value === service.value)) {
    const names = [...chain, service].map((link) => link.key.slice(0, 60)).join(' → ');
    throw new ComposeError(
      at.file,
      at,
      `\`extends\` goes round in circles: ${names}. Expected a chain that ends: remove one of them.`,
    );
  }
  if (chain.length >= LONGEST_CHAIN) {
    throw new ComposeError(
      at.file,
      at,
      `more than ${LONGEST_CHAIN} services extend one another. Expected a short chain: extend the base itself.`,
    );
  }
  const wanted = wantedOf(base, documents, load);
  if (!wanted) return service.value;
  const found = findService(wanted);
  if (!found) {
    const file = wanted.documents[0]?.span.source.file ?? at.file;
    throw new ComposeError(
      at.file,
      placeOf(wanted.span),
      `there is no service "${wanted.name.slice(0, 60)}" to extend in ${file}. Expected the name of a service there: correct it.`,
    );
  }
  const from = resolve(found, wanted.documents, load, [...chain, service], memo);
  const own = { ...service.value, entries: service.value.entries.filter((entry) => entry !== base) };
  const merged = from.kind === 'map' ? mergeServices(inheritedService(from), own) : own;
  memo.set(service.value, merged);
  return merged;
}

/** Services of a document by name, kept as many services may extend from one file. */
const BY_NAME = new WeakMap<Mapping, ReadonlyMap<string, Entry>>();

function findService({ documents, name }: Wanted): Entry | undefined {
  for (const document of documents) {
    const known = BY_NAME.get(document) ?? new Map(servicesOf(document).map((entry) => [entry.key, entry]));
    BY_NAME.set(document, known);
    const found = known.get(name);
    if (found) return found;
  }
  return undefined;
}

/** What `extends` names; null where a variable hides it. */
function wantedOf(base: Entry, documents: readonly Mapping[], load: LoadFile): Wanted | null {
  const value = base.value;
  const service = value.kind === 'scalar' ? value : entryOf(value, 'service')?.value;
  const file = entryOf(value, 'file')?.value;
  const name = knownText(service);
  const path = knownText(file);
  if (name === null || !service || (file !== undefined && path === null)) return null;
  const from = path === null || !file ? documents : load(path, file.span);
  return { name, span: service.span, documents: from };
}

import { ComposeError } from './error.ts';
import { withExtends, type LoadFile } from './extends.ts';
import { interpolate, type Variables } from './interpolate.ts';
import { entryOf, knownText, placeOf, type Mapping, type Node, type Span } from './located.ts';
import { mergeFiles } from './merge.ts';
import { readCompose } from './read.ts';

/** A Compose file's name, as people should see it, and its text. */
export interface ComposeFile {
  readonly file: string;
  readonly text: string;
}

/** Returns the file that `path` names as seen from `from`, or a sentence why it cannot be read. */
export type FileLoader = (path: string, from: string) => ComposeFile | { readonly problem: string };

/** What a project is read from. */
export interface ComposeInput {
  /** In the order of `docker compose -f`: the later wins. */
  readonly files: readonly ComposeFile[];
  readonly variables: Variables;
  readonly load: FileLoader;
}

/** Files that may be read in all, and links of `include`. */
const MOST = { files: 100, includes: 20 } as const;
/** What Compose fetches from elsewhere (Git, OCI). It is not read. */
const REMOTE = /^(https?|git|ssh|oci):\/\/|^git@|^github\.com\//;

/**
 * Returns all files as one mapping: variables filled in, `extends` and `include` followed, later files over earlier
 * ones. `files` lists what was read, in order.
 * @throws ComposeError
 */
export function loadFiles(input: ComposeInput): { merged: Mapping; files: string[] } {
  const loader = new Loader(input);
  let merged: Mapping | null = null;
  const before: Mapping[] = [];
  for (const { file, text } of input.files) {
    for (const document of loader.read(file, text)) {
      const whole = loader.whole(document, before, []);
      merged = merged === null ? whole : mergeFiles(merged, whole);
      before.unshift(document);
    }
  }
  if (merged === null)
    throw new ComposeError('compose.yaml', null, 'no file to read. Expected at least one: name it.');
  return { merged, files: loader.names() };
}

class Loader {
  private readonly known = new Map<string, readonly Mapping[]>();
  private readonly input: ComposeInput;

  constructor(input: ComposeInput) {
    this.input = input;
  }

  names(): string[] {
    return [...this.known.keys()];
  }

  read(file: string, text: string): readonly Mapping[] {
    const before = this.known.get(file);
    if (before) return before;
    const documents = readCompose(file, text, (value) => interpolate(value, this.input.variables));
    this.known.set(file, documents);
    return documents;
  }

  /** A document with its `extends` and `include` followed. */
  whole(document: Mapping, before: readonly Mapping[], chain: readonly string[]): Mapping {
    const own = withExtends(document, before, this.load);
    return pathsOf(entryOf(own, 'include')?.value).reduceRight((rest, { path, span }) => {
      const file = span.source.file;
      if (REMOTE.test(path)) return rest;
      if (chain.includes(file) || chain.length > MOST.includes) {
        const at = placeOf(span);
        throw new ComposeError(
          at.file,
          at,
          `\`include\` goes round in circles: ${[...chain, file].slice(0, 6).join(' → ')}. Expected files that end: remove one of them.`,
        );
      }
      const included = this.load(path, span).map((one) => this.whole(one, [], [...chain, file]));
      return included.reduceRight((late, one) => mergeFiles(one, late), rest);
    }, own);
  }

  private readonly load: LoadFile = (path: string, span: Span) => {
    const at = placeOf(span);
    if (REMOTE.test(path)) {
      throw new ComposeError(
        at.file,
        at,
        `${path.slice(0, 200)} is not on this computer. Expected a file: copy it here, and name the copy.`,
      );
    }
    const loaded = this.input.load(path, at.file);
    if ('problem' in loaded) throw new ComposeError(at.file, at, loaded.problem);
    if (this.known.size >= MOST.files) {
      throw new ComposeError(
        at.file,
        at,
        `more than ${MOST.files} files. Expected a project of a few: name the Compose file itself.`,
      );
    }
    return this.read(loaded.file, loaded.text);
  };
}

/** Paths of `include`: a list of texts, or of mappings whose `path` is a text or a list. */
function pathsOf(node: Node | undefined): { path: string; span: Span }[] {
  if (node === undefined) return [];
  if (node.kind === 'seq') return node.items.flatMap(pathsOf);
  if (node.kind === 'map') return pathsOf(entryOf(node, 'path')?.value);
  const path = knownText(node);
  return path === null ? [] : [{ path, span: node.span }];
}

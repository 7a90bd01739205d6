import type { ComposeFile, ComposeInput, Scope } from './files.ts';
import type { EnvFileContext, NotJudged } from './env-files.ts';
import { ComposeError } from './error.ts';
import { withExtends } from './extends.ts';
import { includesOf, importInto, variablesFor, type Include } from './include.ts';
import type { Variables } from './interpolate.ts';
import { entryOf, folderOf, placeOf, type Mapping, type Span } from './located.ts';
import { mergeFiles } from './merge.ts';
import { readParsed, type Parsed } from './read.ts';
import { readDocuments } from './tokens.ts';

/** All files as one, and what of them could not be judged. */
interface Loaded {
  readonly merged: Mapping;
  readonly files: readonly string[];
  readonly notJudged: NotJudged[];
}

/** Files that may be read in all, and times that a file may be included. Real projects stay below fifty of both. */
const MOST = { files: 100, includes: 500 } as const;
/** What Compose fetches from elsewhere (Git, OCI). It is not read. */
const REMOTE = /^(https?|git|ssh|oci):\/\/|^git@|^github\.com\//;

/**
 * Returns all files as one mapping: variables filled in, `extends` and `include` followed, later files over earlier
 * ones. `files` lists what was read, in order.
 * @throws ComposeError
 */
export function loadFiles(input: ComposeInput): Loaded {
  const loader = new Loader(input);
  const [first] = input.files;
  if (first === undefined)
    throw new ComposeError('compose.yaml', null, 'no file to read. Expected at least one: name it.');
  const scope: Scope = { folder: input.folder ?? folderOf(first.file), variables: input.variables };
  const merged = loader.all(input.files, scope, []);
  return { merged, files: loader.names(), notJudged: loader.notJudged };
}

class Loader {
  readonly notJudged: NotJudged[] = [];
  private readonly parsed = new Map<string, Parsed>();
  private readonly read = new Map<Variables, Map<string, readonly Mapping[]>>();
  private readonly included = new Map<Variables, Map<string, Mapping>>();
  private readonly input: ComposeInput;
  private includes = 0;

  constructor(input: ComposeInput) {
    this.input = input;
  }

  names(): string[] {
    return [...this.parsed.keys()];
  }

  /** Files of one scope as one, each over those before it. */
  all(files: readonly ComposeFile[], scope: Scope, chain: readonly string[]): Mapping {
    let merged: Mapping | null = null;
    for (const file of files) {
      for (const document of this.documents(file, scope)) {
        const extended = withExtends(document, (path, span) => this.base(path, span, scope));
        const whole = this.withIncludes(extended, scope, [...chain, file.file]);
        merged = merged === null ? whole : mergeFiles(merged, whole);
      }
    }
    if (merged === null)
      throw new ComposeError('compose.yaml', null, 'no file to read. Expected one: name it.');
    return merged;
  }

  /** A file's documents as they read in a scope. Each file is parsed once. */
  private documents({ file, text }: ComposeFile, scope: Scope): readonly Mapping[] {
    const byName = this.read.get(scope.variables) ?? new Map<string, readonly Mapping[]>();
    this.read.set(scope.variables, byName);
    const key = `${scope.folder}\n${file}`;
    const before = byName.get(key);
    if (before) return before;
    const parsed = this.parsed.get(file) ?? readDocuments(file, text);
    this.parsed.set(file, parsed);
    const documents = readParsed(parsed, scope, (at, what) => {
      this.notJudged.push({ ...placeOf(at), service: null, what });
    });
    byName.set(key, documents);
    return documents;
  }

  private withIncludes(document: Mapping, scope: Scope, chain: readonly string[]): Mapping {
    const include = entryOf(document, 'include');
    return includesOf(include).reduce((whole, one) => {
      const model = this.include(one, scope, chain);
      return model === null ? whole : importInto(whole, model, one.span);
    }, document);
  }

  private include(include: Include, scope: Scope, chain: readonly string[]): Mapping | null {
    const at = placeOf(include.span);
    const remote = include.paths.find(({ path }) => REMOTE.test(path));
    if (remote) {
      const what = `${remote.path.slice(0, 200)} was not read: it is not on this computer. Copy it here, and include the copy.`;
      this.notJudged.push({ ...at, service: null, what });
      return null;
    }
    const files = include.paths.map(({ path, span }) => this.file(path, span, scope.folder));
    const [main] = files;
    if (main === undefined) return null;
    if (chain.includes(main.file)) {
      const names = [...chain.slice(chain.indexOf(main.file)), main.file];
      const shown = names.length > 6 ? [...names.slice(0, 3), '…', ...names.slice(-2)] : names;
      throw new ComposeError(
        at.file,
        at,
        `\`include\` goes round in circles: ${shown.join(' → ')}. Expected a chain that ends: remove one of them.`,
      );
    }
    const inner = variablesFor(include, main, scope, this.input.load);
    const known = this.included.get(inner.variables) ?? new Map<string, Mapping>();
    this.included.set(inner.variables, known);
    const key = [inner.folder, ...files.map(({ file }) => file)].join('\n');
    const before = known.get(key);
    if (before) return before;
    if (++this.includes > MOST.includes) {
      throw new ComposeError(
        at.file,
        at,
        `more than ${MOST.includes} files are included. Expected a project of a few: include each file once.`,
      );
    }
    const model = this.all(files, inner, chain);
    known.set(key, model);
    return model;
  }

  /** Documents of a file that `extends` names. Paths in it start from its own folder. */
  private base(path: string, span: Span, scope: Scope): readonly Mapping[] {
    const file = this.file(path, span, span.source.folder);
    return this.documents(file, { folder: folderOf(file.file), variables: scope.variables });
  }

  private file(path: string, span: Span, folder: string): ComposeFile {
    const at = placeOf(span);
    if (REMOTE.test(path)) {
      throw new ComposeError(
        at.file,
        at,
        `${path.slice(0, 200)} is not on this computer. Expected a file: copy it here, and name the copy.`,
      );
    }
    const loaded = this.input.load(path, folder);
    if ('problem' in loaded) throw new ComposeError(at.file, at, `${path} cannot be read: ${loaded.problem}`);
    if (this.parsed.size >= MOST.files && !this.parsed.has(loaded.file)) {
      throw new ComposeError(
        at.file,
        at,
        `more than ${MOST.files} files. Expected a project of a few: name the Compose file itself.`,
      );
    }
    return loaded;
  }
}

/** Returns what env files of a loaded project are read with. */
export function envFileContext(input: ComposeInput, { notJudged }: Loaded): EnvFileContext {
  return {
    variables: input.variables,
    load: input.load,
    notJudged: (what) => notJudged.push(what),
  };
}

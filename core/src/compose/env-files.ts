import { readEnvFile, readRawEnvFile, type EnvVariable } from './dotenv.ts';
import type { Variables } from './interpolate.ts';
import { entryOf, knownText, placeOf, type Mapping, type Node, type Place, type Span } from './located.ts';
import type { FileLoader } from './files.ts';
import { pairsOf } from './pairs.ts';

/** A variable that a service gets from a file of its `env_file`. */
export interface EnvFileVariable {
  /** The env file, as people should see it. */
  readonly path: string;
  /** Where the value stands in it, from 1. */
  readonly line: number;
  readonly key: string;
  /** Its text; UNKNOWN stands in it for what a variable nobody set would fill in. */
  readonly value: string;
  /** The value as written in the env file, with its quotes. */
  readonly span: Span;
}

/** Something of a project that could not be judged, and why. */
export interface NotJudged extends Place {
  /** The service it is about; null for the whole project. */
  readonly service: string | null;
  /** One sentence for people. */
  readonly what: string;
}

/** What env files are read with. */
export interface EnvFileContext {
  readonly variables: Variables;
  readonly load: FileLoader;
  readonly notJudged: (what: NotJudged) => void;
}

/** One entry of `env_file`. */
interface Named {
  readonly node: Node;
  readonly required: boolean;
  readonly raw: boolean;
}

/**
 * Returns the variables that a service has from its env files: of a key that stands in several the last, and none that
 * `environment` sets. A file that has to be there and cannot be read is given to `notJudged`.
 * @throws ComposeError where Compose refuses an env file
 */
export function envFileVariables(
  service: string,
  map: Mapping,
  { variables, load, notJudged }: EnvFileContext,
): EnvFileVariable[] {
  const said = new Map(
    pairsOf(entryOf(map, 'environment')?.value).map(({ key, value }) => [key, knownText(value)]),
  );
  const outer = new Map(variables);
  for (const [key, value] of said) if (value !== null && !outer.has(key)) outer.set(key, value);
  const found = new Map<string, EnvVariable>();
  for (const { node, required, raw } of namedIn(entryOf(map, 'env_file')?.value)) {
    const missed = (what: string) => notJudged({ ...placeOf(node.span), service, what });
    const path = knownText(node);
    if (path === null) {
      missed(
        `The env file of ${service} was not read: its name comes from a variable that is not set. Set the variable.`,
      );
      continue;
    }
    const file = load(path, node.span.source.folder, 'env');
    if ('problem' in file) {
      if (required || !file.absent)
        missed(
          `The env file ${path} of ${service} was not read, and Compose refuses to start without it: ${file.problem}`,
        );
      continue;
    }
    const all = raw ? readRawEnvFile(file.file, file.text) : readEnvFile(file.file, file.text, outer);
    for (const one of all) {
      found.delete(one.key);
      found.set(one.key, one);
      if (!outer.has(one.key)) outer.set(one.key, one.value);
    }
  }
  return [...found.values()]
    .filter(({ key }) => !said.has(key))
    .map(({ key, value, span }) => {
      const { file, line } = placeOf(span);
      return { path: file, line, key, value, span };
    });
}

function namedIn(node: Node | undefined): Named[] {
  if (node === undefined) return [];
  if (node.kind === 'seq') return node.items.flatMap(namedIn);
  if (node.kind === 'scalar') return [{ node, required: true, raw: false }];
  const path = entryOf(node, 'path')?.value;
  if (!path) return [];
  const required = knownText(entryOf(node, 'required')?.value)?.toLowerCase() !== 'false';
  return [{ node: path, required, raw: knownText(entryOf(node, 'format')?.value) === 'raw' }];
}

import type { Variables } from './interpolate.ts';

/** A Compose file's name, as people should see it, and its text. */
export interface ComposeFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Returns the file that `path` names as seen from `folder`, or a sentence why it cannot be read; `absent` says that
 * there is no such file, `folder` that it is one, which has no text. `env` is asked for a file of variables, whose bytes Compose reads otherwise.
 */
export type FileLoader = (
  path: string,
  folder: string,
  kind?: 'yaml' | 'env',
) => ComposeFile | { readonly problem: string; readonly absent?: boolean; readonly folder?: boolean };

/** What a project is read from. */
export interface ComposeInput {
  /** In the order of `docker compose -f`: the later wins. */
  readonly files: readonly ComposeFile[];
  /** The project's folder; that of the first file when nothing is said. */
  readonly folder?: string;
  readonly variables: Variables;
  /** Profiles that are chosen (COMPOSE_PROFILES). */
  readonly profiles?: readonly string[];
  readonly load: FileLoader;
}

/** What a file is read for: the folder its paths start from, and the variables that fill it. */
export interface Scope {
  readonly folder: string;
  readonly variables: Variables;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tarOf } from './tar.ts';

/** Folders of the probes of containers, seen from the CLI's bundle and from this file. */
const FOLDERS = ['./probe/', '../../dist/probe/'];

/** Label of an image that hostnet made on an engine; its value is the hash of the probe in it. */
export const PROBE_LABEL = 'hostnet.probe';

/** Repository of such an image; its tag is the hash. */
const REPOSITORY = 'hostnet/probe';

/** Where the image of the extension has the same program. */
const PLACE = 'app/probe';

/** The probe of one architecture, ready to become an image. */
export interface ProbeBinary {
  readonly repository: string;
  /** The first 16 hexadecimal digits of the SHA-256 of the program. */
  readonly tag: string;
  /** `repository:tag`. */
  readonly image: string;
  /** Dockerfile instructions that are part of the image (`docker import --change`). */
  readonly changes: readonly string[];
  /** Returns the image's one layer: a tar of the one program. */
  tar(): Buffer;
}

/** Returns the program for engines of this architecture, in Go's words, or null where this hostnet has none. */
export function probeBinary(arch: string): ProbeBinary | null {
  const path = pathOf(arch);
  if (path === null) return null;
  const program = readFileSync(path);
  const tag = createHash('sha256').update(program).digest('hex').slice(0, 16);
  return {
    repository: REPOSITORY,
    tag,
    image: `${REPOSITORY}:${tag}`,
    changes: [`LABEL ${PROBE_LABEL}=${tag}`],
    tar: () => tarOf(PLACE, program),
  };
}

function pathOf(arch: string): string | null {
  if (!/^[a-z0-9]+$/.test(arch)) return null;
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}linux-${arch}`, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}

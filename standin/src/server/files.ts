import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

/** Media types of what web bundles hold (IANA media types; JavaScript by RFC 9239). A module of another type is refused. */
const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Returns the media type of a file by its name. */
export function mediaType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** A file that may be served. */
export interface ServedFile {
  readonly content: Buffer;
  readonly type: string;
}

/**
 * Returns the file at a still percent-encoded path below `root`, or null: when there is none, when it is a folder (a
 * folder has no index under file://, where Desktop loads its tabs from), or when the path or a link leads outside.
 */
export async function readBelow(root: string, encodedPath: string): Promise<ServedFile | null> {
  const path = decoded(encodedPath);
  if (path === null) return null;
  try {
    const [base, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const inside = relative(base, file);
    if (inside === '' || inside.startsWith('..') || !(await stat(file)).isFile()) return null;
    return { content: await readFile(file), type: mediaType(file) };
  } catch {
    return null;
  }
}

function decoded(path: string): string | null {
  try {
    const text = decodeURIComponent(path);
    return /[\0\\]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { LIMITS, tooLarge } from '@hostnet/core/compose';
import { UsageError } from '../exit.ts';

/** Bytes that come before UTF-16, as PowerShell's `>` writes it, and those before UTF-32, which begin with the same. */
const UTF16 = [
  { bytes: [0xff, 0xfe], name: 'utf-16le' },
  { bytes: [0xfe, 0xff], name: 'utf-16be' },
];
const UTF32 = [0xff, 0xfe, 0, 0];

/**
 * What is read. Compose takes a YAML file in UTF-8 or, with its mark, in UTF-16, and refuses other bytes; an env file in UTF-8
 * alone, where other bytes become U+FFFD (compose-go 2.9, measured by cli/oracle).
 */
export type TextKind = 'yaml' | 'env';
/** Words for what the system says. */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Expected a Compose file: correct the name.',
  EACCES: 'it may not be read. Expected a file you may read: change its permissions.',
  ENOTDIR: 'there is no such file. Expected a Compose file: correct the path.',
  ENAMETOOLONG: 'its name is too long. Expected the path of a Compose file.',
};

/** Why a file could not be read, in a sentence; `absent` where there is none of that name. */
interface Unread {
  readonly problem: string;
  readonly absent: boolean;
  readonly folder: boolean;
}

/** Returns a file's text, or a sentence why not. Never reads more than the limit, and waits for nothing. */
export function readText(path: string, kind: TextKind = 'yaml'): { text: string } | Unread {
  let handle: number | null = null;
  try {
    // To open a pipe nobody writes to would wait for ever. Windows has neither the flag nor the wait.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(handle);
    if (stat.isDirectory())
      return { ...unread('this is a folder. Expected a Compose file: name the file in it.'), folder: true };
    if (!stat.isFile())
      return unread('this is not a file. Expected a Compose file; for a pipe, name it `-`.');
    if (stat.size > LIMITS.bytes) return unread(tooLarge(`${Math.ceil(stat.size / 1e6)} MB`));
    const bytes = Buffer.alloc(LIMITS.bytes + 1);
    let length = 0;
    for (let got = 1; got > 0 && length < bytes.length; length += got) {
      got = readSync(handle, bytes, length, bytes.length - length, null);
    }
    return decoded(bytes.subarray(0, length), kind);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const why = WHY[code] ?? `it cannot be read (${code}). Expected a Compose file: name another.`;
    return { ...unread(why), absent: code === 'ENOENT' || code === 'ENOTDIR' };
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Returns what comes on standard input. @throws UsageError when it is too much or no text */
export async function readStdin(signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = () => process.stdin.destroy();
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of process.stdin) {
      const bytes = chunk as Buffer;
      chunks.push(bytes);
      length += bytes.length;
      if (length > LIMITS.bytes) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const read = decoded(Buffer.concat(chunks), 'yaml');
  if ('problem' in read) throw new UsageError(`stdin: ${read.problem}`);
  return read.text;
}

function unread(problem: string): Unread {
  return { problem, absent: false, folder: false };
}

function decoded(bytes: Buffer, kind: TextKind): { text: string } | Unread {
  if (bytes.length > LIMITS.bytes) return unread(tooLarge(`more than ${LIMITS.bytes / 1e6} MB`));
  const isUtf32 = startsWith(bytes, UTF32);
  const utf16 = isUtf32 ? undefined : UTF16.find((one) => startsWith(bytes, one.bytes));
  if (isUtf32 || (utf16 && kind === 'env')) {
    const file = kind === 'env' ? 'an env file' : 'a Compose file';
    return unread(`this is ${isUtf32 ? 'UTF-32' : 'UTF-16'}. Expected ${file} in UTF-8: save it as UTF-8.`);
  }
  try {
    const fatal = kind === 'yaml';
    return { text: new TextDecoder(utf16?.name ?? 'utf-8', { fatal }).decode(bytes) };
  } catch {
    return unread(
      'this is not UTF-8 text. Expected a Compose file in UTF-8: name the YAML file, or save it as UTF-8.',
    );
  }
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

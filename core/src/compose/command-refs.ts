import { LONGEST, listed, portOf, urlRefs, type HostRef } from './host-refs.ts';
import type { Range } from './located.ts';
import { LAST_VERSION } from './variable-refs.ts';

/** A host that a command names, and in which of its words name and port stand. */
export interface CommandRef extends HostRef {
  readonly word: number;
  readonly portWord: number;
}

/** Words before a `user:group`. */
const OWNER = /^(?:chown|-R|-u|--user)$/;
/** Options whose value is a host: `--host`, `--db-host`, `--dbhost`, `--redis_host`, `--server`, `--upstream`. */
const HOST_OPTION =
  /^--?(?:[\w-]*[_-])?(?:(?:(?!virtual|v)\w*)?host(?:_?name)?|server|addr|address|upstream|backend|endpoint|broker|bootstrap-servers?)=?$/i;
/** `nc -z db 5432`: the first word that is no option is the host, the next number its port. */
const DIALLERS = /^(?:nc|ncat|netcat|nc\.\w+|telnet)$/;
/** Options of those that take a value (nc(1)). */
const DIALLER_VALUE = /^-\w*[wWipsqxXIOPTVmM]$/;
/** `curl db/health`: a host without a scheme. */
const FETCHERS = /^(?:curl|wget|http|https|xh)$/;
/** Options of those that take none, before a host that stands alone (curl(1), wget(1)). */
const FETCHER_FLAG =
  /^(?:-[fsSLkIvqgij46nN]+|--(?:fail|silent|show-error|location|insecure|head|verbose|spider|quiet|no-verbose|ipv4|ipv6))$/;
/** Clients whose `-p` is a password and whose port is `-P` (mysql(1)). */
const MYSQL = /^(?:mysql|mysqladmin|mysqldump|mysqlcheck|mariadb|mariadb-\w+)$/;
const DEV_FORM = /^\/dev\/(?:tcp|udp)\/([^/]+)\/(\d{1,5})$/;

/** Returns the hosts that a command's words name: URLs, `host:port`, `--host NAME`, `-h NAME`, and what `nc`, `curl` and bash dial. */
export function commandRefs(words: readonly string[]): CommandRef[] {
  let program = '';
  let dialled = false;
  return words.flatMap((word, index): CommandRef[] => {
    if (word.length > LONGEST) return [];
    const name = word.slice(word.lastIndexOf('/') + 1);
    if (DIALLERS.test(name) || FETCHERS.test(name) || MYSQL.test(name)) {
      program = name;
      dialled = false;
      return [];
    }
    const before = words[index - 1] ?? '';
    const isDialled =
      DIALLERS.test(program) && !dialled && !word.startsWith('-') && !DIALLER_VALUE.test(before);
    if (isDialled) {
      dialled = true;
      return dialledRefs(words, index);
    }
    return wordRefs(word, before, program).map((ref) => {
      const here = { ...ref, word: index, portWord: index };
      return ref.port === null && isHost(word, before, program)
        ? { ...here, ...portOption(words, index, program) }
        : here;
    });
  });
}

function dialledRefs(words: readonly string[], index: number): CommandRef[] {
  const refs = listed(words[index] ?? '', 0);
  const port = words[index + 1] ?? '';
  return refs.flatMap((ref) => {
    if (ref.port !== null) return [{ ...ref, word: index, portWord: index }];
    return /^\d{1,5}$/.test(port) ? [{ ...ref, ...portOf(port, 0), word: index, portWord: index + 1 }] : [];
  });
}

function wordRefs(word: string, before: string, program: string): HostRef[] {
  if (word.includes('://')) return urlRefs(word);
  const [, host, port] = DEV_FORM.exec(word) ?? [];
  if (host !== undefined && port !== undefined) {
    const at = word.indexOf(host, '/dev/tcp/'.length);
    return listed(host, at).map((ref) => ({ ...ref, ...portOf(port, word.length - port.length) }));
  }
  if (OWNER.test(before)) return [];
  const sign = signOf(word);
  const glued = /^-h(?=[A-Za-z][\w.-]*$)/.exec(word)?.[0] ?? '';
  const lead = sign === '' ? glued : sign;
  const rest = word.slice(lead.length);
  const whole = FETCHERS.test(program) ? (/^[^/?#]+/.exec(rest)?.[0] ?? '') : rest;
  const refs = listed(whole, lead.length);
  const named = isHost(word, before, program) || glued !== '';
  return refs.filter(({ port }) => named || (port !== null && port > LAST_VERSION));
}

/** Whether a word is a host for what stands before it, port or not. */
function isHost(word: string, before: string, program: string): boolean {
  const sign = signOf(word);
  if (HOST_OPTION.test(sign === '' ? before : sign)) return true;
  if (sign === '' && before === '-h') return true;
  if (!FETCHERS.test(program) || word.startsWith('-')) return false;
  const stands = FETCHERS.test(before.slice(before.lastIndexOf('/') + 1)) || FETCHER_FLAG.test(before);
  // `-qO-` has its value with it.
  const free = !/^-+[\w-]+$/.test(before) || before.endsWith('-');
  return stands || (free && /^[\w.-]+(?::\d+)?\//.test(word));
}

function signOf(word: string): string {
  return /^-{1,2}[\w-]+=/.exec(word)?.[0] ?? '';
}

/** The port option of the same command: `-p 5432`, `-p5432`, `--port=5432`, and `-P` for MySQL's clients. */
function portOption(words: readonly string[], index: number, program: string) {
  const letter = MYSQL.test(program) ? 'P' : 'p';
  const glued = new RegExp(`^(?:-${letter}|--port=|--[\\w-]*port=)(\\d{1,5})$`);
  const alone = new RegExp(`^(?:-${letter}|--port)$`);
  for (const [at, word] of words.entries()) {
    if (Math.abs(at - index) > 12) continue;
    const digits =
      glued.exec(word)?.[1] ?? (alone.test(words[at - 1] ?? '') ? /^\d{1,5}$/.exec(word)?.[0] : undefined);
    if (digits !== undefined) return { ...portOf(digits, word.length - digits.length), portWord: at };
  }
  return {};
}

/** Calls of common languages: `connect(("db", 5432))`, `fsockopen('db', 80)`, `net.connect(80, 'db')`. */
const HOST_FIRST = /\\?(["'])([A-Za-z0-9][\w.-]*)\\?\1\s*,\s*(\d{1,5})\b/g;
const PORT_FIRST = /\b(\d{1,5})\s*,\s*\\?(["'])([A-Za-z0-9][\w.-]*)\\?\2/g;
/** `http.get({ host: 'db', port: 80 })`. */
const NAMED = /\b(?:host|hostname)\s*[:=]\s*\\?(["'])([A-Za-z0-9][\w.-]*)\\?\1/g;
const NAMED_PORT = /\bport\s*[:=]\s*(\d{1,5})\b/;

/** Returns the hosts that code in a command names, as the arguments of a call. */
export function codeRefs(text: string): HostRef[] {
  if (text.length > LONGEST) return [];
  const place = (host: string, at: number): Range & { host: string } => ({
    host,
    start: at,
    end: at + host.length,
  });
  return [
    ...[...text.matchAll(HOST_FIRST)].map((match) => {
      const [whole, , host = '', port = ''] = match;
      return {
        ...place(host, match.index + whole.indexOf(host)),
        ...portOf(port, match.index + whole.length - port.length),
      };
    }),
    ...[...text.matchAll(PORT_FIRST)].map((match) => {
      const [whole, port = '', , host = ''] = match;
      return { ...place(host, match.index + whole.lastIndexOf(host)), ...portOf(port, match.index) };
    }),
    ...[...text.matchAll(NAMED)].map((match) => {
      const [whole, , host = ''] = match;
      const port = NAMED_PORT.exec(text);
      const digits = port?.[1];
      return {
        ...place(host, match.index + whole.lastIndexOf(host)),
        ...(port && digits !== undefined
          ? portOf(digits, port.index + port[0].length - digits.length)
          : { port: null, portAt: null }),
      };
    }),
  ];
}

import type { Range } from './located.ts';

/** A host that a text names, with the offsets of the name in it. */
export interface HostRef extends Range {
  readonly host: string;
  readonly port: number | null;
}

/** A longer value is a document of some kind, not an address. */
const LONGEST = 4096;
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,252}[A-Za-z0-9])?$/;
const AUTHORITY = /:\/\/([^\s/?#"'<>`|\\]{1,512})/g;
/** Go's MySQL form: `user:pass@tcp(db:3306)/name`. */
const TCP_FORM = /\b(?:tcp|udp)\(([^\s()]{1,260})\)/g;
/** libpq and .NET: `host=db port=5432`, `Server=db;Database=x`. */
const KEY_FORM = /(?:^|[\s;])(?:host|server|data source|addr|address)=([^\s;"',]{1,260})/gi;
/** Names of variables whose whole value is a host: `DB_HOST`, `host`, `dbHost`. */
const HOST_KEYS = [
  /(?:^|[_.-])(?:hosts?|hostname|servers?|addr|address(?:es)?|endpoints?|brokers?|nodes?|upstream|url|uri)$/i,
  /[a-z](?:Hosts?|Hostname|Servers?|Addr|Address|Endpoint|Brokers?|Upstream|Url|Uri)$/,
];
/** Variables whose `name:15` is an image or a version. */
const IMAGE_KEY = /image|tag|version/i;
/** `redis:7` outside of a URL is an image and its version: services have no ports up to this one. */
const LAST_VERSION = 20;
/** Words before a `user:group`. */
const OWNER = /^(?:chown|-R|-u|--user)$/;

/** Returns the hosts named by URLs, and by the address forms of common drivers, in a text. */
export function urlRefs(text: string): HostRef[] {
  if (text.length > LONGEST) return [];
  return [
    ...[...text.matchAll(AUTHORITY)].flatMap((match) => authority(match[1] ?? '', match.index + 3)),
    ...[...text.matchAll(TCP_FORM)].flatMap((match) => listed(match[1] ?? '', match.index + 4)),
    ...[...text.matchAll(KEY_FORM)].flatMap((match) => {
      const value = match[1] ?? '';
      return listed(value, match.index + match[0].length - value.length);
    }),
  ];
}

/** Returns the hosts that the value of a variable names: URLs, `host:port`, and the whole value of a `…_HOST`. */
export function variableRefs(key: string, text: string): HostRef[] {
  if (text.length > LONGEST) return [];
  const urls = urlRefs(text);
  if (urls.length > 0 || text.includes('://')) return urls;
  const refs = [...text.matchAll(/[^\s,;]+/g)].flatMap((word) => listed(word[0], word.index));
  return refs.filter(({ port }) =>
    port === null ? HOST_KEYS.some((host) => host.test(key)) : port > LAST_VERSION && !IMAGE_KEY.test(key),
  );
}

/** Returns the hosts that a command's words name: URLs, `host:port`, `--host NAME`, `-h NAME`. */
export function commandRefs(words: readonly string[]): (HostRef & { readonly word: number })[] {
  return words.flatMap((word, index) => {
    if (word.length > LONGEST) return [];
    const before = words[index - 1] ?? '';
    return wordRefs(word, before).map((ref) => ({ ...ref, word: index }));
  });
}

function wordRefs(word: string, before: string): HostRef[] {
  if (word.includes('://')) return urlRefs(word);
  if (OWNER.test(before)) return [];
  const sign = /^-{1,2}[\w-]+=/.exec(word)?.[0] ?? '';
  const refs = listed(word.slice(sign.length), sign.length);
  const isHost = /^--?(?:[\w-]*-)?host(?:name)?=?$/i.test(sign || before) || (sign === '' && before === '-h');
  return refs.filter(({ port }) => isHost || (port !== null && port > LAST_VERSION));
}

function authority(text: string, at: number): HostRef[] {
  const user = text.lastIndexOf('@') + 1;
  return listed(text.slice(user), at + user);
}

/** A port, or what a variable hides in its place. */
const HOST_PORT = /^([^:]*)(?::(\d{1,5}|[^:]*[\u0000$][^:]*))?$/;

/** `a:1,b:2` → both. Names only: addresses and what a variable hides name no service. */
function listed(text: string, at: number): HostRef[] {
  let offset = at;
  return text.split(',').flatMap((part) => {
    const start = offset;
    offset += part.length + 1;
    const [, host, port] = HOST_PORT.exec(part) ?? [];
    if (host === undefined || !NAME.test(host)) return [];
    const known = port !== undefined && /^\d+$/.test(port) ? Number(port) : null;
    return [{ host, port: known, start, end: start + host.length }];
  });
}

import { LONGEST, listed, urlRefs, type HostRef } from './host-refs.ts';

/** Names of variables whose whole value is a host: `DB_HOST`, `PGHOST`, `host`, `dbHost`. */
const HOST_KEYS = [
  /(?:^|[_.-])(?:hosts?|host_?name|servers?|addr|address(?:es)?|endpoints?|brokers?|nodes?|upstreams?|url|uri)$/i,
  /[a-z](?:Hosts?|Host[nN]ame|Servers?|Addr|Address|Endpoint|Brokers?|Upstream|Url|Uri)$/,
  /^[A-Z0-9_]*[A-Z0-9](?:HOSTS?|HOSTNAME)$/,
  /^[a-z0-9_]*[a-z0-9](?:hosts?|hostname)$/,
];
/** Variables that end in "host" and stand for a name that is served or let in, or for no host at all. */
const OTHER_KEYS =
  /(?:^|[_.-])(?:g|v|multi|virtual_?|allowed_?|trusted_?|letsencrypt_?|acme_?|cookie_?)(?:hosts?|host_?names?)$/i;
/** Variables whose `name:15` is an image or a version. */
const IMAGE_KEY = /image|tag|version/i;
/** `redis:7` outside of a URL is an image and its version: services have no ports up to this one. */
export const LAST_VERSION = 20;

/** Returns the hosts that the value of a variable names: URLs, `host:port`, and the whole value of a `…_HOST`. */
export function variableRefs(key: string, text: string): HostRef[] {
  if (text.length > LONGEST) return [];
  const urls = urlRefs(text);
  if (urls.length > 0 || text.includes('://')) return urls;
  const refs = [...text.matchAll(/[^\s,;]+/g)].flatMap(({ 0: word, index }) =>
    // `db:6379/0`: a path behind the port.
    listed(/^[^/]+:\d{1,5}(?=\/)/.exec(word)?.[0] ?? word, index),
  );
  return refs.filter(({ port }) =>
    port === null ? isHostKey(key) : port > LAST_VERSION && !IMAGE_KEY.test(key),
  );
}

/** Returns the name of the variable that says the port for a variable of this name: `DB_HOST` → `DB_PORT`; null for others. */
export function portKeyOf(key: string): string | null {
  const [, lead, word = ''] = /^(.*?)(host_?name|hosts?|server|addr|address|endpoint)$/i.exec(key) ?? [];
  if (lead === undefined) return null;
  const port = word === word.toUpperCase() ? 'PORT' : /^[A-Z]/.test(word) ? 'Port' : 'port';
  return lead + port;
}

function isHostKey(key: string): boolean {
  return !OTHER_KEYS.test(key) && HOST_KEYS.some((host) => host.test(key));
}

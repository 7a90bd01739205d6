import type { Range } from './located.ts';

/** A host that a text names, with the offsets of the name in it. */
export interface HostRef extends Range {
  readonly host: string;
  readonly port: number | null;
  /** Offsets of the port's digits; empty where a scheme means the port and `:port` may be put; null where it is not said. */
  readonly portAt: Range | null;
}

/** A longer value is a document of some kind, not an address. */
export const LONGEST = 4096;
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,252}[A-Za-z0-9])?$/;
/** An IPv6 address in brackets (RFC 3986 §3.2.2). */
const SIX = /^\[[0-9A-Fa-f:.]{2,45}(?:%[\w.-]{1,20})?\]$/;
const AUTHORITY = /\b([a-z][a-z0-9+.-]{0,30}):\/\/([^\s/?#"'<>`|\\;]{1,512})/gi;
/** Go's MySQL form: `user:pass@tcp(db:3306)/name`. */
const TCP_FORM = /\b(?:tcp|udp)\(([^\s()]{1,260})\)/g;
/** Oracle's thin driver: `jdbc:oracle:thin:@db:1521/XE`. */
const ORACLE_FORM = /^jdbc:oracle:\w+:@(?:\/\/)?([^\s/]{1,260})/g;
/** libpq and .NET: `host=db port=5432`, `Server=db,1433;Database=x`. */
const KEY_FORM =
  /(?:^|[\s;])(?:host|hostname|server|data source|addr|address)\s?=\s?(?:tcp:)?([^\s;"']{1,260})/gi;
const PORT_KEY = /(?:^|[\s;])port\s?=\s?(\d{1,5})(?=$|[\s;])/i;
/** Ports that a scheme means where the text says none (IANA Service Name Registry; each server's own documentation). */
const SCHEMES: ReadonlyMap<string, number> = new Map([
  ...(['http', 'ws'] as const).map((name) => [name, 80] as const),
  ...(['https', 'wss'] as const).map((name) => [name, 443] as const),
  ...(['postgres', 'postgresql'] as const).map((name) => [name, 5432] as const),
  ...(['mysql', 'mariadb', 'mysql2'] as const).map((name) => [name, 3306] as const),
  ...(['redis', 'rediss', 'valkey'] as const).map((name) => [name, 6379] as const),
  ...([
    ['amqp', 5672],
    ['amqps', 5671],
    ['mongodb', 27_017],
    ['mqtt', 1883],
    ['mqtts', 8883],
  ] as const),
  ...([
    ['nats', 4222],
    ['ldap', 389],
    ['ldaps', 636],
    ['smtp', 25],
    ['sqlserver', 1433],
  ] as const),
]);

/** Returns the hosts named by URLs, and by the address forms of common drivers, in a text. */
export function urlRefs(text: string): HostRef[] {
  if (text.length > LONGEST) return [];
  return [
    ...[...text.matchAll(AUTHORITY)].flatMap((match) => authority(match)),
    ...[TCP_FORM, ORACLE_FORM].flatMap((form) => [...text.matchAll(form)].flatMap(lastGroup)),
    ...[...text.matchAll(KEY_FORM)].flatMap((match) => keyForm(text, match)),
  ];
}

function authority(match: RegExpExecArray): HostRef[] {
  const [, scheme = '', text = ''] = match;
  const user = text.lastIndexOf('@') + 1;
  const refs = listed(text.slice(user), match.index + scheme.length + 3 + user);
  const meant = SCHEMES.get(scheme.toLowerCase().replace(/\+.*/, ''));
  if (meant === undefined || scheme.includes('+srv')) return refs;
  return refs.map(({ hidden, ...ref }) =>
    ref.port === null && !hidden ? { ...ref, port: meant, portAt: { start: ref.end, end: ref.end } } : ref,
  );
}

function lastGroup(match: RegExpExecArray): HostRef[] {
  const text = match[1] ?? '';
  return listed(text, match.index + match[0].lastIndexOf(text));
}

/** A key's value: names with commas between, or SQL Server's `name,port`; the port of a key of its own otherwise. */
function keyForm(text: string, match: RegExpExecArray): HostRef[] {
  const value = match[1] ?? '';
  const at = match.index + match[0].length - value.length;
  const [, name, digits] = /^([^,]+),(\d{1,5})$/.exec(value) ?? [];
  if (name !== undefined && digits !== undefined) {
    return listed(name, at).map((ref) => ({ ...ref, ...portOf(digits, at + name.length + 1) }));
  }
  const refs = listed(value, at);
  const port = PORT_KEY.exec(text);
  if (!port || refs.length !== 1) return refs;
  const own = portOf(port[1] ?? '', port.index + port[0].length - (port[1]?.length ?? 0));
  return refs.map((ref) => (ref.port === null ? { ...ref, ...own } : ref));
}

/** Returns a port of a reference from its digits. */
export function portOf(digits: string, start: number): Pick<HostRef, 'port' | 'portAt'> {
  return { port: Number(digits), portAt: { start, end: start + digits.length } };
}

/** A port, or what a variable hides in its place. */
const HOST_PORT = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}|[^:]*[\u0000$][^:]*))?$/;

/** Returns `a:1,b:2` as both. Names and addresses; what a variable hides names nothing. `hidden`: a variable is the port. */
export function listed(text: string, at: number): (HostRef & { readonly hidden: boolean })[] {
  let offset = at;
  return text.split(',').flatMap((part) => {
    const start = offset;
    offset += part.length + 1;
    const [, written, port] = HOST_PORT.exec(part) ?? [];
    if (written === undefined || !(NAME.test(written) || SIX.test(written))) return [];
    const host = written.replace(/^\[|\]$/g, '');
    const end = start + written.length;
    const known = port !== undefined && /^\d+$/.test(port);
    const at = known ? portOf(port, end + 1) : { port: null, portAt: null };
    return [{ host, start, end, hidden: port !== undefined && !known, ...at }];
  });
}

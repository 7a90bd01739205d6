import type { BindFailure } from '../model/port-facts.ts';

type Kind = BindFailure['kind'];
type Place = Pick<BindFailure, 'address' | 'port'>;

/** Longer lines are cut: no program says this in more, and patterns stay quick. */
const LONGEST = 2000;
/** How much of a line is kept as evidence (BindFailure.line). */
const KEPT = 200;
/** More different failures than this of one container tell nothing new. */
const MOST = 20;
/** Where a program prints the port some lines below the error: Node's error object, PostgreSQL's hint, MySQL's question. */
const LINES_BELOW = 12;

/**
 * Words of the C libraries (glibc, musl), Node, Java, Rust, Windows and the engine. What speaks of permission or of an
 * address must also speak of binding, since files and clients fail with the same words.
 */
const SAID: readonly (readonly [Kind, RegExp])[] = [
  [
    'address-in-use',
    /address (?:is )?already in use|address in use|EADDRINUSE|AddrInUse|port is already allocated|only one usage of each socket address|\bport:? \d{1,5} (?:is|was) already in use/i,
  ],
  [
    'address-unavailable',
    /(?:bind|listen|make_sock).*(?:cannot assign requested address|can't assign requested address|address not available|EADDRNOTAVAIL|requested address is not valid)|(?:cannot assign requested address|EADDRNOTAVAIL).*bind|AddrNotAvailable/i,
  ],
  [
    'permission-denied',
    /(?:bind(?:\(\)|\b)|BindException|make_sock).*permission denied|permission denied.*(?:make_sock|\bbind to\b|bind failed)|listen EACCES|socket in a way forbidden by its access permissions/i,
  ],
];
/** A client's own port, a socket in the file system, a bind mount: no port that somebody listens on. */
const NOT_A_PORT = /\bconnect\b|\bdial\b|\bunix\b|\.sock\b|\bmount(?:s|ed|ing)?\b|bind source/i;

/** Forms in which an address and a port stand in a line; the first that fits counts. Groups: address, port. */
const PLACES: readonly RegExp[] = [
  /\('([0-9a-fA-F:.]*)', (\d{1,5})\b/,
  /\[([0-9a-fA-F:.%\w]{2,60})\]:(\d{1,5})\b/,
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})(?![\d.])/,
  /(?<![\w:.])((?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}):(\d{1,5})(?![\w:])/,
  /\b(localhost):(\d{1,5})\b/,
  /(?:^|[\s*]):()(\d{1,5})(?!\d|:\d)/,
  /\bport[:=]?\s{1,3}()(\d{1,5})\b/i,
];
const ADDRESS_ALONE = /address "([0-9a-fA-F:.]{2,45})"/;
const PORT_BELOW = /\bport:? {1,3}(\d{1,5})\b/i;
/** Colours and other controls of terminals. */
const CONTROLS = /\u001b\[[0-9;]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/**
 * Returns what a container said of ports it could not take, in the end of its log or the engine's error, without repeats
 * and at most 20. Never throws. Where the line names no address or no port, that is null.
 */
export function bindFailuresIn(text: string, container: string): BindFailure[] {
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST).replace(CONTROLS, ''));
  const found = new Map<string, BindFailure>();
  for (const [at, line] of lines.entries()) {
    const kind = kindOf(line);
    if (kind === null) continue;
    const place = placeIn(line);
    const port = place.port ?? portBelow(lines, at);
    const key = `${kind} ${place.address ?? ''} ${port ?? ''}`;
    if (!found.has(key)) found.set(key, { container, kind, ...place, port, line: excerpt(line) });
    if (found.size >= MOST) break;
  }
  return withoutVaguer([...found.values()]);
}

/** What one line says of a failed bind; null when it says nothing of it. */
function kindOf(line: string): Kind | null {
  const kind = SAID.find(([, words]) => words.test(line))?.[0];
  return kind === undefined || NOT_A_PORT.test(line) ? null : kind;
}

/**
 * Returns the transport that a line about a failed bind speaks of, null where it says neither. Go and the engine name it;
 * Node says `listen` for TCP and `bind` for UDP (Node docs, net and dgram).
 */
export function transportIn(line: string): 'tcp' | 'udp' | null {
  if (/\budp[46]?\b|\bbind EADDR|\bbind EACCES/i.test(line)) return 'udp';
  return /\btcp[46]?\b|\blisten EADDR|\blisten EACCES/i.test(line) ? 'tcp' : null;
}

/** The part of a long line that holds the words, at most 200 characters, in whole words: `…` stands for what is left out. */
function excerpt(line: string): string {
  const said = SAID.map(([, words]) => words.exec(line)).find((match) => match !== null);
  const end = (said?.index ?? 0) + (said?.[0].length ?? 0);
  const most = KEPT - 4;
  const start = line.length <= KEPT ? 0 : Math.max(0, Math.min(end + 20, line.length) - most);
  return wholeWords(line, start, line.length <= KEPT ? line.length : start + most);
}

/** A word longer than this is cut all the same: it is no word. */
const LONGEST_WORD = 60;

function wholeWords(line: string, from: number, to: number): string {
  let text = line.slice(from, to);
  if (to < line.length && /\S/.test(line.charAt(to)))
    text = text.replace(new RegExp(`\\s\\S{0,${LONGEST_WORD}}$`), '');
  if (from > 0 && /\S/.test(line.charAt(from - 1)))
    text = text.replace(new RegExp(`^\\S{0,${LONGEST_WORD}}\\s`), '');
  return `${from > 0 ? '… ' : ''}${text.trim()}${to < line.length ? ' …' : ''}`;
}

function placeIn(line: string): Place {
  for (const form of PLACES) {
    const match = form.exec(line);
    const port = portOf(match?.[2]);
    if (match && port !== null) return { address: match[1] === '' ? null : (match[1] ?? null), port };
  }
  return { address: ADDRESS_ALONE.exec(line)?.[1] ?? null, port: null };
}

function portBelow(lines: readonly string[], at: number): number | null {
  for (const line of lines.slice(at + 1, at + 1 + LINES_BELOW)) {
    if (kindOf(line) !== null) return null;
    const port = portOf(PORT_BELOW.exec(line)?.[1]);
    if (port !== null) return port;
  }
  return null;
}

function portOf(text: string | undefined): number | null {
  const port = Number(text);
  return text !== undefined && port >= 1 && port <= 65535 ? port : null;
}

/** A program often says it twice, once without the port or the address: the vaguer words are left out. */
function withoutVaguer(failures: readonly BindFailure[]): BindFailure[] {
  return failures.filter((failure) => !failures.some((other) => saysMore(other, failure)));
}

function saysMore(one: BindFailure, other: BindFailure): boolean {
  if (one.kind !== other.kind || one.port === null) return false;
  return other.port === null || (one.port === other.port && one.address !== null && other.address === null);
}

import { pageUrl } from '../../judge/entry.ts';
import { addressView } from './address.ts';
import type { Names } from './name-tokens.ts';
import { joined, open, replaceIn, type Piece } from './pieces.ts';
import { isToken, TOKEN } from './token-values.ts';
import { VOCABULARY } from './vocabulary.ts';
import { WELL_KNOWN } from './well-known.ts';

const TOKENS = new RegExp(TOKEN, 'g');
/** Pages of our own codes: the same for everybody. */
const PAGES = new RegExp(
  pageUrl('CODE')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace('CODE', String.raw`HN\d{4}`),
  'g',
);
const URL =
  /\b([a-z][a-z0-9+.-]{0,40}):\/\/(?:([^\s/?#@"'<>`]*)@)?(\[[^\]\s]*\]|[^\s/:?#"'<>`,;()]*)(:\d+)?([/?#][^\s"'<>`]*)?/gi;
const LOGIN =
  /(?<![^\s@"'<>`,;:()[\]/=])[^\s@"'<>`,;:()[\]/=]+@(?:\[?[0-9a-f]*:[0-9a-f:.]+\]?|[^\s@"'<>`,;()[\]/]+)/gi;
/** A path of Unix that begins a word, and one of Windows with its drive or share; user folders there may hold a space. */
const PATH =
  /(?<![\w:/.\\>)\]-])~?\/(?!\d{1,3}(?![\w./-]))[^\s"'`,;()<>|[\]{}]+|\b[a-z]:\\Users\\[^\\\n"]+(?:\\[^\s"',;]*)?|(?:\b[a-z]:|\\)\\[^\s"',;]+/gi;
/** What stands behind a word for a secret. Looking back is bounded: at every place of a text it is done again. */
const PASSWORD =
  /(?<=\b(?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key|authorization|bearer|basic)["']?(?:\s{0,64}[=:]\s{0,64}|\s{1,64})["']?)[^\s"',;]{3,}/gi;
const MAC = /(?<![0-9a-f:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:-])/gi;
const V4 = /(?<![\d.])(?:::ffff:)?\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d|-[a-z])/gi;
const V6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f.]*(?:%[\w.-]+)?/gi;
/** Names with an ending that hosts have; others with dots are files, keys and programs. */
const HOST =
  /(?<![\w.-])(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:com|net|org|io|dev|app|cloud|eu|de|uk|us|internal|intranet|intra|local|lan|corp|home|test|example|invalid|arpa)(?![\w-]|\.\w)/gi;
const CODES = [
  /(?<![\w+/=-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])[\w+/-]{24,}={0,2}/gi,
  /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b/gi,
  /\b(?=(?:[a-z]*\d){3})(?=\d*[a-z])[a-z0-9]{10,}\b/gi,
  /\b\d{8,}\b/g,
];
/** Words, taken as widely as can be: whatever is neither punctuation of our own sentences nor ASCII’s. */
const WORDS = /[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f’‘“”–—→×…·]+/g;

/** Returns a sentence of our own with everything telling replaced: values that are known, and whatever looks like one. */
export function ownText(text: string, names: Names): string {
  return joined(searched(text, names));
}

/** Returns a text from outside: as ownText, and of the words that are left only those of the vocabulary stay. */
export function foreignText(text: string, names: Names): string {
  const pieces = replaceIn(searched(text, names), WORDS, ([word]) =>
    isOrdinary(word) ? null : names.of('word', word),
  );
  return joined(pieces);
}

function searched(text: string, names: Names): Piece[] {
  // Longer gaps are shortened, so that no gap hides what stands behind a word for a secret.
  let pieces: Piece[] = [open(text.replace(/\s{64,}/g, (gap) => gap.slice(0, 63)))];
  pieces = replaceIn(pieces, PAGES, ([page]) => page);
  // Known values may hold any character, and patterns may span them: neither order alone would leave nothing behind.
  pieces = names.secrets.composite.replaceIn(pieces, names.use);
  pieces = replaceIn(pieces, URL, (match) => urlInstead(match, names));
  pieces = replaceIn(pieces, LOGIN, ([login]) => (isPair(login) ? null : names.of('email', login)));
  pieces = replaceIn(pieces, PATH, ([path]) => pathInstead(path, names));
  pieces = names.secrets.simple.replaceIn(pieces, names.use);
  pieces = replaceIn(pieces, TOKENS, ([token]) => token);
  pieces = replaceIn(pieces, PASSWORD, ([value]) => (isOrdinary(value) ? null : names.of('secret', value)));
  pieces = replaceIn(pieces, MAC, ([mac]) => names.of('mac', mac.toLowerCase()));
  pieces = replaceIn(pieces, V4, ([address]) => addressInstead(address, names));
  pieces = replaceIn(pieces, V6, ([address]) => addressInstead(address, names));
  pieces = replaceIn(pieces, HOST, ([host]) =>
    WELL_KNOWN.host(host) || WELL_KNOWN.site(host) ? null : names.of('host', host.toLowerCase()),
  );
  for (const pattern of CODES) pieces = replaceIn(pieces, pattern, ([code]) => names.of('secret', code));
  return pieces;
}

function urlInstead(
  [url, scheme = '', login, host = '', port = '', rest = '']: RegExpMatchArray,
  names: Names,
): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const tail = endOf(url, ENDS);
  if (login === undefined && WELL_KNOWN.site(host) && !/[?#@]/.test(rest)) return url;
  const plainRest = rest.slice(0, rest.length - endOf(rest, ENDS).length);
  const isPlace = WELL_KNOWN.host(host) || addressView(bare) !== null || isToken(bare);
  if (login === undefined && isPlace && (plainRest === '' || plainRest === '/')) {
    return `${scheme}://${host.startsWith('[') ? `[${names.address(bare)}]` : names.address(bare)}${port}${rest}`;
  }
  const whole = url.slice(0, url.length - tail.length);
  if (WELL_KNOWN.endpoint(whole)) return url;
  return names.of('url', whole) + tail;
}

/** What may end a sentence, or what stands in brackets, behind a URL. */
const ENDS = '.,;:!?)]}';

/** Returns the end of a text that is made of these marks. A pattern would begin anew at each of them. */
function endOf(text: string, marks: string): string {
  let at = text.length;
  while (at > 0 && marks.includes(text.charAt(at - 1))) at--;
  return text.slice(at);
}

function pathInstead(path: string, names: Names): string | null {
  const tail = endOf(path, '.,;:!?');
  const whole = path.slice(0, path.length - tail.length);
  return whole.length < 2 ? null : names.path(whole) + tail;
}

function addressInstead(text: string, names: Names): string | null {
  const address = text.replace(/[:.]+$/, (end) => (end === '::' ? end : ''));
  return addressView(address) === null ? null : names.address(address) + text.slice(address.length);
}

/** `127.0.0.1@0.0.0.0` is an address dialled and one listened on. */
function isPair(login: string): boolean {
  return login.split('@').every((side) => addressView(side) !== null || isToken(side));
}

/** Whether a word tells nothing: it is in the vocabulary, alone or before up to three digits, or it is a short number or a code of ours. */
export function isOrdinary(word: string): boolean {
  if (/^\d{1,7}$/.test(word) || /^HN\d{4}$/.test(word)) return true;
  const lower = word.toLowerCase();
  const stem = /^([a-z]+)\d{1,3}$/.exec(lower)?.[1];
  return VOCABULARY.has(lower) || (stem !== undefined && VOCABULARY.has(stem));
}

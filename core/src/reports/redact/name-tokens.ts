import type { TokenClass } from './classes.ts';
import { addressView } from './address.ts';
import { Secrets } from './secrets.ts';
import { isToken, Tokens, type Tally } from './token-values.ts';
import { WELL_KNOWN } from './well-known.ts';

/** Folders that carry a user's name (Linux, macOS, Windows). */
const HOMES = /(?:\/home\/|\/Users\/|\\Users\\)([^/\\]+)/g;
/** Shortest id that the docker CLI prints. */
const SHORT_ID = 12;

/** Values that name one thing, their tokens, and what is to be found in texts because of them. */
export class Names {
  readonly secrets = new Secrets();
  readonly #tokens: Tokens;
  #counting = false;

  constructor(document: string) {
    this.#tokens = new Tokens(document);
  }

  /** From now on replacements are counted. */
  count(): void {
    this.#counting = true;
  }

  tally(): Map<TokenClass, Tally> {
    return this.#tokens.tally();
  }

  /** Counts a token that stands in a text. */
  use = (token: string): string => (this.#counting ? this.#tokens.used(token) : token);

  /** Returns what stands for a value of this class; well-known values, tokens and nothing stay. */
  of(tokenClass: TokenClass, value: string): string {
    if (value === '' || isToken(value) || isKept(tokenClass, value)) return value;
    return this.use(this.#token(tokenClass, value, tokenClass));
  }

  /** Returns what stands for an address, or for the name of a host. */
  address(value: string): string {
    if (value === '' || value === '*' || isToken(value)) return value;
    const bare = value.replace(/^\[(.*)\]$/s, '$1');
    const view = addressView(bare);
    if (!view)
      return WELL_KNOWN.host(value)
        ? value
        : this.use(this.#token('host', value.toLowerCase(), 'host', value));
    if (view.kept) return view.text;
    const token = this.#token('address', view.key, view.stem, bare);
    return this.use(view.mapped ? `::ffff:${token}` : token);
  }

  /** Returns what stands for an engine's address; its scheme stays. */
  endpoint(value: string): string {
    if (isToken(value) || WELL_KNOWN.endpoint(value)) return value;
    const scheme = /^(unix|tcp|ssh|https?|npipe|fd):\/\//i.exec(value)?.[1]?.toLowerCase();
    this.#learnHomes(value);
    const rest = scheme === undefined ? '' : value.slice(scheme.length + 3);
    if (rest.startsWith('/')) this.of('path', rest);
    return this.use(this.#token('endpoint', value, scheme === undefined ? 'endpoint' : `${scheme}-endpoint`));
  }

  /** Returns what stands for an image. Its parts are telling too. */
  image(value: string): string {
    const instead = this.of('image', value);
    if (instead === value) return value;
    const untagged = value.replace(/@.*$/s, '').replace(/:[^/:]*$/, '');
    for (const part of [untagged, ...untagged.split('/'), ...(/@sha256:(\w+)/.exec(value)?.slice(1) ?? [])]) {
      if (part.length > 2) this.secrets.learn(part, instead);
    }
    return instead;
  }

  /** Returns what stands for a path; the user's name in it is telling by itself. */
  path(value: string): string {
    this.#learnHomes(value);
    return this.of('path', value);
  }

  /** Returns what stands for an id; its short form is telling too. */
  id(value: string): string {
    const instead = this.of('id', value);
    if (instead !== value && value.length > SHORT_ID) this.secrets.learn(value.slice(0, SHORT_ID), instead);
    return instead;
  }

  #learnHomes(path: string): void {
    for (const [, user] of path.matchAll(HOMES)) if (user !== undefined) this.of('user', user);
  }

  #token(tokenClass: TokenClass, key: string, stem: string, value = key): string {
    const token = this.#tokens.of(tokenClass, key, stem);
    this.secrets.learn(value, token);
    return token;
  }
}

function isKept(tokenClass: TokenClass, value: string): boolean {
  switch (tokenClass) {
    case 'network':
      return WELL_KNOWN.network(value);
    case 'user':
      return WELL_KNOWN.user(value) || /^\d{1,10}$/.test(value);
    case 'process':
      return WELL_KNOWN.process(value);
    case 'path':
      return WELL_KNOWN.path(value);
    case 'interface':
      return WELL_KNOWN.interface(value);
    case 'variable':
      return WELL_KNOWN.variable(value);
    case 'mac':
      return /^(?:00[:-]){5}00$/.test(value);
    case 'address':
    case 'container':
    case 'image':
    case 'endpoint':
    case 'project':
    case 'service':
    case 'id':
    case 'host':
    case 'url':
    case 'email':
    case 'secret':
    case 'word':
      return false;
  }
}

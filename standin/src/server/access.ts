import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may talk to a stand-in's server. */
export interface AccessRules {
  /** `127.0.0.1:PORT`, the only Host that is served: a name that an attacker rebound to 127.0.0.1 is not. */
  readonly host: string;
  readonly token: string;
  readonly cookie: string;
}

/** How a request identified itself, or why it is refused (403). */
export type Access =
  | { readonly granted: true; readonly by: 'query' | 'cookie' | 'header' }
  | { readonly granted: false; readonly reason: string };

const refuse = (reason: string): Access => ({ granted: false, reason });

/**
 * Decides whether a request is served. `query` is the `token` parameter of its URL, or null.
 * Refuses another Host (DNS rebinding), another Origin, a request that another page caused (Fetch Metadata), and a
 * missing or wrong token.
 */
export function checkAccess(headers: IncomingHttpHeaders, query: string | null, rules: AccessRules): Access {
  if (headers.host !== rules.host) return refuse(`this server answers to http://${rules.host} only`);
  if (headers.origin !== undefined && headers.origin !== `http://${rules.host}`)
    return refuse('another origin may not call this server');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return refuse('another page may not call this server');
  if (query !== null)
    return same(query, rules.token)
      ? { granted: true, by: 'query' }
      : refuse('the token in the address is wrong');
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined)
    return same(bearer, rules.token) ? { granted: true, by: 'header' } : refuse('the token is wrong');
  const cookie = cookieValue(headers.cookie ?? '', rules.cookie);
  if (cookie === null) return refuse('the token is missing; open the address that "standin serve" printed');
  return same(cookie, rules.token)
    ? { granted: true, by: 'cookie' }
    : refuse('the token is of another stand-in');
}

/** Returns the Set-Cookie that carries the token from then on. Strict: no other site's page can make a browser send it. */
export function tokenCookie(rules: AccessRules): string {
  return `${rules.cookie}=${rules.token}; Path=/; HttpOnly; SameSite=Strict`;
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Returns why a request is refused for where it comes from, or null. `host` is `127.0.0.1:PORT`.
 * Refuses another Host (DNS rebinding), another Origin, and a request that another page caused (Fetch Metadata).
 */
export function originRefusal(headers: IncomingHttpHeaders, host: string): string | null {
  if (headers.host !== host) return `this server answers to http://${host} only`;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`)
    return 'another origin may not call this server';
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none'
    ? null
    : 'another page may not call this server';
}

/**
 * Returns why a request is refused for its token, or null. Only the header counts, which a page must set itself: a
 * browser sends a cookie of 127.0.0.1 to every port of it, so to every other server there (RFC 6265, section 8.5).
 */
export function tokenRefusal(headers: IncomingHttpHeaders, token: string): string | null {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined) return 'the token is missing; open the address that "standin serve" printed';
  return same(bearer, token) ? null : 'the token is wrong; open the address that "standin serve" printed';
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

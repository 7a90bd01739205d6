/** Shown in the place of a password. */
const HIDDEN = '***';

/**
 * A password in an address is whatever stands between the user's colon and the last @ before the host (RFC 3986, 3.2.1). An
 * address that is written wrong, with a blank or a quote before it or a slash too few, hides it as well.
 */
const IN_ADDRESS = /^([^:]*(?::\/\/[^:]*|(?!:\/\/))):[^]*@/;
/** What follows is a path, in which such characters are nobody's password. */
const PATH = /^(?:unix|npipe|fd):\/\//;
const IN_TEXT = /([a-z][a-z0-9+.-]*:\/\/[^\s/?#@:"']*):[^\s/?#"']*@/gi;

/** Returns one address without its password: `ssh://user:***@host`. */
export function addressWithoutPassword(url: string): string {
  return PATH.test(url) ? url : url.replace(IN_ADDRESS, `$1:${HIDDEN}@`);
}

/** Returns text without the passwords of the addresses in it, that of DOCKER_HOST among them, however it is written. */
export function withoutPasswords(text: string, env: NodeJS.ProcessEnv = process.env): string {
  const host = env['DOCKER_HOST'] ?? '';
  const shown = addressWithoutPassword(host);
  const known = shown === host ? text : text.replaceAll(host, shown);
  return known.replaceAll(IN_TEXT, `$1:${HIDDEN}@`);
}

/** Ports that are HTTP by custom: IANA's http, https and alternatives, and what development servers use. */
const HTTP = new Set([80, 591, 1313, 3000, 3001, 4000, 4200, 4321, 5000, 5173, 5601, 7000, 9000, 9090]);
const HTTPS = new Set([443, 8443, 9443]);

/** Returns a word as a shell takes it whole: names of containers need no quotes, anything else gets them. */
export function quote(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Returns a command that tries the port at `localhost`, or at `address`: curl where the port is HTTP by custom, else what the
 * system has for knocking.
 */
export function tryCommand(port: number, address: string, platform: string): string {
  const host = address.includes(':') ? `[${address}]` : address;
  if (HTTPS.has(port)) return `curl --insecure ${url(`https://${host}:${port}`)}`;
  if (HTTP.has(port) || (port >= 8000 && port <= 8999)) return `curl ${url(`http://${host}:${port}`)}`;
  if (platform === 'win32') return `Test-NetConnection ${address} -Port ${port}`;
  return `nc -vz ${address} ${port}`;
}

/** Brackets are patterns to a shell, and ranges to curl (curl(1), --globoff). */
function url(text: string): string {
  return text.includes('[') ? `--globoff '${text}'` : text;
}

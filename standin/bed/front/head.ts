/** The head of one HTTP/1.1 request, with its bytes as they came. */
export interface RequestHead {
  readonly method: string;
  /** Path without the API version (`/v1.41`) and the query. */
  readonly path: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly upgrade: boolean;
  /** What followed the head in the same bytes. */
  readonly rest: Buffer;
}

/** Heads longer than this are refused: Go's own limit is 1 MiB, the Engine API needs less than a kilobyte. */
const MAX_HEAD = 64 * 1024;

/** Returns the head in `bytes`, null while it is not whole. Throws when it is none. */
export function readHead(bytes: Buffer): RequestHead | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    if (bytes.length > MAX_HEAD) throw new Error('request head too long');
    return null;
  }
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method, target, version] = first.split(' ');
  if (!method || !target || version !== 'HTTP/1.1') throw new Error('not an HTTP/1.1 request');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()] as const;
  });
  const path = (target.split('?')[0] ?? '').replace(/^\/v\d+\.\d+(?=\/)/, '');
  const upgrade = headers.some(([name]) => name.toLowerCase() === 'upgrade');
  return { method, path, target, headers, upgrade, rest: bytes.subarray(end + 4) };
}

/** Returns the value of a header, null when it is absent. */
export function header(head: RequestHead, name: string): string | null {
  return head.headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? null;
}

/** Returns the head's bytes with `Connection: close`, so that each connection carries one request; upgrades stay as they are. */
export function writeHead(head: RequestHead): string {
  const kept = head.upgrade
    ? head.headers
    : head.headers.filter(([name]) => name.toLowerCase() !== 'connection');
  const all = head.upgrade ? kept : [...kept, ['Connection', 'close'] as const];
  return `${head.method} ${head.target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** Returns a whole answer with `Connection: close`. */
export function answer(status: number, body: string, type = 'application/json'): string {
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

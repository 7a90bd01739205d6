import { request, type IncomingHttpHeaders } from 'node:http';

/** Test helper: one answer of the service. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  json(): unknown;
}

/** Test helper: sends one request. A text payload goes as it is, anything else as JSON; undefined is no body. */
export type Ask = (
  method: string,
  path: string,
  payload?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Test helper: returns a client of the service on a unix socket. A connection serves one request. */
export function requester(socketPath: string): Ask {
  return (method, path, payload, headers) =>
    new Promise((resolve, reject) => {
      const isText = typeof payload === 'string';
      const body = payload === undefined ? undefined : isText ? payload : JSON.stringify(payload);
      const type = payload === undefined || isText ? {} : { 'content-type': 'application/json' };
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const call = request({
        socketPath,
        method,
        path,
        agent: false,
        headers: { ...type, ...length, ...headers },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text,
            json: () => JSON.parse(text) as unknown,
          });
        });
      });
      call.end(body);
    });
}

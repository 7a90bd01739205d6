import { request } from 'node:http';

/** One whole answer of the engine. */
export interface EngineAnswer {
  readonly status: number;
  readonly body: string;
}

/** Asks the engine once and returns its whole answer. Throws when it does not answer. */
export function callEngine(
  socketPath: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: Buffer | string | null = null,
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath, method, path, headers: { ...headers, Connection: 'close' } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          resolve({ status: response.statusCode ?? 502, body: Buffer.concat(parts).toString() });
        });
      },
    );
    call.once('error', reject);
    call.end(body ?? undefined);
  });
}

import { request, STATUS_CODES } from 'node:http';
import { PlainRejection, type ServiceParams } from './messages.ts';

/** A successful answer of the VM service. */
export interface ServiceAnswer {
  readonly status: number;
  /** The body as JSON, or as text when it is none. */
  readonly value: unknown;
}

/**
 * Sends one request to the extension's VM service over its unix socket. Throws PlainRejection: `{name, message,
 * statusCode}` for a status outside 2xx, and with `statusCode` undefined when nothing answers (extension SDK types,
 * http-service.d.ts; issue 221). No time limit of its own, as Desktop has none: `signal` ends it.
 */
export function callService(
  socketPath: string,
  params: ServiceParams,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const { body, headers } = encodeBody(params);
  return new Promise((resolve, reject) => {
    const down = (error: Error) => {
      reject(new PlainRejection({ name: 'Error', message: error.message, statusCode: undefined }));
    };
    const call = request(
      { socketPath, path: params.url, method: params.method.toUpperCase(), headers, agent: false, signal },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', down);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) {
            resolve({ status, value: jsonOrText(text) });
            return;
          }
          const name = STATUS_CODES[status] ?? 'Error';
          reject(new PlainRejection({ name, message: text === '' ? name : text, statusCode: status }));
        });
      },
    );
    call.on('error', down);
    call.end(body);
  });
}

function encodeBody({ data, headers = {} }: ServiceParams): {
  body: string;
  headers: Record<string, string | number>;
} {
  if (data === undefined || data === null) return { body: '', headers: { Host: 'localhost', ...headers } };
  const body = typeof data === 'string' ? data : JSON.stringify(data);
  const type = typeof data === 'string' ? 'text/plain;charset=utf-8' : 'application/json';
  return {
    body,
    headers: {
      Host: 'localhost',
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      ...headers,
    },
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import { request } from 'node:http';
import * as z from 'zod';
import { type Endpoint, requestTarget } from './endpoint.ts';

/** An answer of the Engine API: the status and the body as JSON, or as text when it is none. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the engine one GET. Throws when the engine does not answer within `timeoutMs`. */
export function engineGet(endpoint: Endpoint, path: string, timeoutMs = 30_000): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      { ...requestTarget(endpoint), path, agent: false, timeout: timeoutMs },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString('utf8')) });
        });
      },
    );
    call.on('timeout', () => call.destroy(new Error(`the engine did not answer within ${timeoutMs} ms`)));
    call.on('error', reject);
    call.end();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The label by which Docker Desktop hides an extension's containers (extension SDK issue 225). */
export const EXTENSION_LABEL = 'com.docker.desktop.extension';

const Labelled = z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() });

/** Returns an Engine API list without what belongs to an extension, as Desktop shows it by default. */
export function withoutExtensions(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.filter((entry) => {
    const labelled = Labelled.safeParse(entry);
    return !(labelled.success && labelled.data.Labels?.[EXTENSION_LABEL] === 'true');
  });
}

/**
 * Returns the query string of a `listContainers`/`listImages` call: each option becomes a query parameter of the
 * Engine API as it stands (extension SDK types, docker.d.ts). Throws TypeError for a value that is no scalar:
 * `filters` must have been passed through JSON.stringify by the caller.
 */
export function listQuery(options: unknown): string {
  if (options === undefined || options === null) return '';
  const record = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).safeParse(options);
  if (!record.success) {
    throw new TypeError(
      'list options must be an object of strings, numbers and booleans; pass filters as JSON.stringify(...)',
    );
  }
  const query = new URLSearchParams(Object.entries(record.data).map(([key, value]) => [key, String(value)]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

import * as z from 'zod';
import { errorText } from './stream.ts';

/** The service's own errors (contract of the backend's routes). */
const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string(), fix: z.string() }) });

/** Thrown by the service's adapter. `lost`: nobody answered; `refused`: it answered with an error; `odd`: not its protocol. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  constructor(
    readonly kind: 'lost' | 'refused' | 'odd' | 'cancelled',
    message: string,
    readonly fix = 'Leave this tab and come back, or restart Docker Desktop.',
  ) {
    super(message);
  }
}

/**
 * Returns the failure behind what a request was rejected with. Desktop gives ServiceError for a status outside 2xx, and
 * `{message: 'socket hang up'}` or `ECONNREFUSED` without a status when the service is gone (extensions-sdk issues 221, 224);
 * older builds only `[object Object]` (issue 188).
 */
export function serviceFailureFrom(error: unknown): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  const text = errorText(error);
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  if (typeof status === 'number') {
    const own = ownError(text);
    if (own) return new ServiceFailure('refused', own.message, own.fix);
    return new ServiceFailure('refused', `The extension's service answered with status ${status}: ${text}`);
  }
  return new ServiceFailure('lost', `The extension's service does not answer (${text.slice(0, 160)}).`);
}

function ownError(text: string): { message: string; fix: string } | null {
  try {
    return ErrorBody.parse(JSON.parse(text)).error;
  } catch {
    return null;
  }
}

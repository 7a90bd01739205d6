import * as z from 'zod';

/** Body of every answer that is not 2xx: a stable code, what was wrong, what mends it. */
export const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), fix: z.string() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An answer other than 2xx, for people: `message` says what was wrong, `fix` what mends it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fix: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** Returns the answer's body. */
  body(): ErrorBody {
    return { error: { code: this.code, message: this.message, fix: this.fix } };
  }
}

/** Returns the errno name (`ENOSPC`, …) or code of an error that has one, or null. */
export function errnoOf(error: unknown): string | null {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : null;
}

/** Returns the HTTP status an error of Fastify carries, or null. */
export function statusOf(error: unknown): number | null {
  const status = fieldOf(error, 'statusCode');
  return typeof status === 'number' ? status : null;
}

/** Returns the first line of what an error says. */
export function messageOf(error: unknown): string {
  const message = fieldOf(error, 'message');
  return (typeof message === 'string' ? message : String(error)).split('\n', 1)[0] ?? '';
}

// By its fields and not by instanceof: what Node throws may stem from another realm than this code.
function fieldOf(error: unknown, field: 'code' | 'message' | 'statusCode'): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined;
}

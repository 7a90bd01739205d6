import { z } from 'zod';

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

/** Returns the errno name (`ENOSPC`, …) of a system error, or null when it is another kind of error. */
export function errnoOf(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

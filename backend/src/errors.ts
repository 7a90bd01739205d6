import { fieldOf, HostnetError, messageOf } from '@hostnet/node';
import * as z from 'zod';

/** Body of every answer that is not 2xx: a stable code, what was wrong, what mends it. */
export const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), fix: z.string() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An answer other than 2xx, for people: `message` says what was wrong, `fix` what mends it. */
export class ApiError extends HostnetError {
  override readonly name = 'ApiError';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    fix: string,
    {
      headers = {},
      cause,
    }: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown } = {},
  ) {
    super(message, { fix, cause });
    this.headers = headers;
  }

  /** Returns the answer's body. */
  body(): ErrorBody {
    return { error: { code: this.code, message: this.message, fix: this.fix } };
  }
}

/** Returns the HTTP status an error of Fastify carries, or null. */
export function statusOf(error: unknown): number | null {
  const status = fieldOf(error, 'statusCode');
  return typeof status === 'number' ? status : null;
}

/** Returns the first line of what an error says. */
export function lineOf(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? '';
}

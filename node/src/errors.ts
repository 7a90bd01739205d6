/** What an error of ours has beside its message. */
export interface HostnetErrorOptions {
  /** One sentence on what mends it; '' when the message says so itself. */
  readonly fix?: string;
  /** Exit code of the program when nobody handles the error. docs/ci.md lists the codes. */
  readonly exitCode?: number;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/** Exit code of an error that names none. docs/ci.md: 3, not measured. */
const DEFAULT_EXIT_CODE = 3;

/**
 * The base of every error that `cli` and `backend` throw. `message` is for people: what was wrong, what was expected. It is
 * printed without a stack trace.
 */
export class HostnetError extends Error {
  override readonly name: string = 'HostnetError';
  readonly fix: string;
  readonly exitCode: number;

  constructor(
    message: string,
    { fix = '', exitCode = DEFAULT_EXIT_CODE, ...rest }: HostnetErrorOptions = {},
  ) {
    super(message, rest);
    this.fix = fix;
    this.exitCode = exitCode;
  }
}

/** Returns the errno name (`ENOSPC`, …) or the code of an error that has one, or null. */
export function errnoOf(error: unknown): string | null {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : null;
}

/** Returns the message of anything thrown, all its lines. */
export function messageOf(error: unknown): string {
  const message = fieldOf(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

/**
 * Returns one field of anything thrown, undefined where it has none. By its name and not by instanceof: what Node throws
 * may come from another realm than this code.
 */
export function fieldOf(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined;
}

import { types } from 'node:util';

/**
 * Something a person can mend: a bad argument, an image that lacks a part, an engine that does not answer.
 * `message` is one sentence that names what was wrong, what was expected and the fix; it is shown without a stack trace.
 */
export class StandinFailure extends Error {
  override readonly name = 'StandinFailure';
}

/** Bad usage of the command line: exit code 2. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
}

/** Returns the message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return isError(thrown) ? thrown.message : String(thrown);
}

/** Returns whether something thrown is an Error, also one of another realm (node:vm, a test runner), which instanceof misses. */
export function isError(thrown: unknown): thrown is Error {
  return types.isNativeError(thrown);
}

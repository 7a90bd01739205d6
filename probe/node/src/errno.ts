/** Returns the errno name of a system error (`ECONNREFUSED`), or `UNKNOWN` when it carries none. */
export function errnoOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    // Node's own argument errors (ERR_…) are no errno: the system calls the same thing EINVAL.
    return error.code.startsWith('ERR_') ? 'EINVAL' : error.code;
  }
  return 'UNKNOWN';
}

/** Returns the message of anything thrown, on one line. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
}

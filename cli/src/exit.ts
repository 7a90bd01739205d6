import type { Verdict } from '@hostnet/core';
import { HostnetError } from '@hostnet/node';

/** Exit codes: a contract with scripts and CI (docs/ci.md). */
export const EXIT = { ok: 0, broken: 1, usage: 2, notMeasured: 3, cancelled: 130 } as const;

/** Bad usage or input: the message says what was wrong, what was expected, and the fix. Ends in exit code 2. */
export class UsageError extends HostnetError {
  override readonly name = 'UsageError';

  constructor(message: string, { cause }: { readonly cause?: unknown } = {}) {
    super(message, { exitCode: EXIT.usage, cause });
  }
}

/** Something that could not be asked or measured. Ends in exit code 3. */
export class UnavailableError extends HostnetError {
  override readonly name = 'UnavailableError';

  constructor(message: string, { cause }: { readonly cause?: unknown } = {}) {
    super(message, { exitCode: EXIT.notMeasured, cause });
  }
}

/** Returns the exit code of a verdict. */
export function exitCodeOf(verdict: Verdict): number {
  switch (verdict) {
    case 'working':
      return EXIT.ok;
    case 'partly-working':
    case 'not-working':
    case 'not-available':
      return EXIT.broken;
    case 'unknown':
      return EXIT.notMeasured;
  }
}

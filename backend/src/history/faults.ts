import { errnoOf } from '@hostnet/node';
import { ApiError } from '../errors.ts';

/** Returns what to answer when the history's folder cannot be used; an error of another kind comes back as it is. */
export function historyFault(error: unknown): unknown {
  if (error instanceof ApiError) return error;
  const errno = errnoOf(error);
  if (errno === null || !/^E[A-Z0-9]+$/.test(errno)) return error;
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ApiError(
        507,
        'history-full',
        `There is no space left to store the report (${errno}).`,
        "Delete old reports, or free space on Docker's disk, for instance with docker system df and docker image prune.",
        { cause: error },
      );
    case 'EROFS':
      return new ApiError(
        503,
        'history-read-only',
        'The volume of the report history is read-only (EROFS).',
        'Make the volume mounted at /data writable, or remove and install the extension again.',
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
      return new ApiError(
        503,
        'history-not-permitted',
        `The service may not use the folder of the report history (${errno}).`,
        'Give the folder reports of the volume at /data to user or group 65534, or remove and install the extension again.',
        { cause: error },
      );
    default:
      return new ApiError(
        503,
        'history-unavailable',
        `The folder of the report history cannot be used (${errno}).`,
        "Check the volume mounted at /data and Docker's disk, then restart the extension.",
        { cause: error },
      );
  }
}

/** Errors of one entry that make it a damaged one; any other (too many open files, no memory) is the machine's. */
const ENTRY_ERRNOS = new Set(['EACCES', 'EPERM', 'EIO', 'ELOOP', 'EISDIR', 'ENXIO', 'EMLINK', 'ENODEV']);

/** Returns whether an error of opening or reading one entry says that the entry is unusable. */
export function isEntryFault(error: unknown): boolean {
  return ENTRY_ERRNOS.has(errnoOf(error) ?? '');
}

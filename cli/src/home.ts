import { homedir, userInfo } from 'node:os';
import { isAbsolute } from 'node:path';

/** Returns the home folder as the environment names it, or null where it names none: an empty HOME, a relative one. */
export function homeFolder(): string | null {
  return absoluteOf(homedir);
}

/** Returns the home folder; where the environment names none, that of the user database, as the docker CLI does. */
export function homeOfUser(): string | null {
  return homeFolder() ?? absoluteOf(() => userInfo().homedir);
}

/** Where the user has no entry, the system throws. */
function absoluteOf(read: () => string): string | null {
  try {
    const home = read();
    return isAbsolute(home) ? home : null;
  } catch {
    return null;
  }
}

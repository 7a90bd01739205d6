import { posix, win32 } from 'node:path';
import { UsageError } from '../exit.ts';
import { homeFolder } from '../home.ts';

/**
 * Returns the folder the terminal's reports are kept in: of XDG_STATE_HOME (XDG Base Directory Specification), of
 * ~/Library/Application Support on macOS, of %LOCALAPPDATA% on Windows. null when HOSTNET_HISTORY is `off`. Throws
 * UsageError where nothing names a folder: a relative one would land wherever the command happens to run.
 */
export function historyFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | null = homeFolder(),
): string | null {
  if (env['HOSTNET_HISTORY'] === 'off') return null;
  const { join } = platform === 'win32' ? win32 : posix;
  return join(stateFolder(env, platform, home), 'hostnet', 'reports');
}

function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string | null): string {
  // The specification wants a relative path ignored.
  const xdg = env['XDG_STATE_HOME'];
  if (xdg?.startsWith('/')) return xdg;
  const local = env['LOCALAPPDATA'];
  if (platform === 'win32' && local !== undefined && win32.isAbsolute(local)) return local;
  if (home === null) {
    const name = platform === 'win32' ? 'USERPROFILE' : 'HOME';
    throw new UsageError(
      `No folder to keep reports in: ${name} does not name the home folder. Set it to a full path, or HOSTNET_HISTORY=off.`,
    );
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support');
  if (platform === 'win32') return win32.join(home, 'AppData', 'Local');
  return posix.join(home, '.local', 'state');
}

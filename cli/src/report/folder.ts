import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the folder the terminal's reports are kept in: of XDG_STATE_HOME (XDG Base Directory Specification), of
 * ~/Library/Application Support on macOS, of %LOCALAPPDATA% on Windows. null when HOSTNET_HISTORY is `off`.
 */
export function historyFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string | null {
  if (env['HOSTNET_HISTORY'] === 'off') return null;
  return join(stateFolder(env, platform, home), 'hostnet', 'reports');
}

function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  // The specification wants a relative path ignored.
  const xdg = env['XDG_STATE_HOME'];
  if (xdg?.startsWith('/')) return xdg;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return join(home, '.local', 'state');
}

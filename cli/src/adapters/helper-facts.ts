import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DesktopSettings } from '@hostnet/core';
import { homeFolder } from '../home.ts';

const run = promisify(execFile);

/** The helper itself gives Desktop's backend one second; more than that is a helper that hangs. */
const HELPER_MS = 1500;

/**
 * Returns Docker Desktop's settings as the host helper reads them: one reader for terminal and dashboard. null where there
 * is no helper or it fails: then nothing was looked at, and nothing is claimed.
 */
export async function desktopSettings(): Promise<DesktopSettings | null> {
  const helper = worthAsking() ? helperPath() : null;
  if (helper === null) return null;
  try {
    const { stdout } = await run(helper, ['facts'], { timeout: HELPER_MS, killSignal: 'SIGKILL' });
    const { HostFacts } = await import('@hostnet/core/late');
    return HostFacts.parse(JSON.parse(stdout)).desktop;
  } catch {
    return null;
  }
}

/** On a plain Linux engine there is no Desktop to ask about, and a process less to start. */
function worthAsking(): boolean {
  if (process.platform !== 'linux' || (process.env['HOSTNET_HELPER_HOME'] ?? '') !== '') return true;
  const home = homeFolder();
  return home !== null && existsSync(join(home, '.docker', 'desktop'));
}

/** Returns the path of the host helper of this platform, or null where it was not built. */
export function helperPath(): string | null {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = process.arch === 'x64' ? 'amd64' : process.arch;
  const name = `hostnet-helper${process.platform === 'win32' ? '.exe' : ''}`;
  const places = [
    `./helper/${system}-${machine}/${name}`,
    `../../probe/go/dist/${system}-${machine}/${name}`,
  ];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Knobs, Setting } from '../knobs.ts';

/** Folders of Docker Desktop's own settings below the home folder: Linux, macOS, Windows (docs, settings page). */
const USER_FOLDERS = [
  '.docker/desktop',
  'Library/Group Containers/group.com.docker',
  'AppData/Roaming/Docker',
];
/** Where the host helper looks for the administrator's file below a home it is given (probe/go/README.md). */
const ADMIN_FILES = ['admin/admin-settings.json'];
/** Settings files have a few kilobytes; readers may refuse more than a megabyte. */
const HUGE_BYTES = 2 * 1024 * 1024;
const BROKEN = '{"SettingsVersion": 45, "HostNetwork';

/** Returns the one word of a setting: `follow` becomes what the feature really is. */
export function resolved(setting: Setting, knobs: Knobs): Exclude<Setting, 'follow'> {
  return setting === 'follow' ? knobs['host-networking'] : setting;
}

/** Returns whether a setting says on, null when it says nothing. */
export function saysOn(word: Exclude<Setting, 'follow'>): boolean | null {
  if (word === 'on' || word === 'locked-on') return true;
  if (word === 'off' || word === 'locked-off') return false;
  return null;
}

/** Writes the files Docker Desktop would have left in the home folder, and removes those it would not. */
export function writeSettings(home: string, knobs: Knobs): void {
  const old = isBefore435(knobs['desktop-version']);
  const word = resolved(knobs['setting-store'], knobs);
  for (const folder of USER_FOLDERS) {
    for (const name of ['settings.json', 'settings-store.json']) {
      const wanted = (name === 'settings.json') === old && word !== 'missing';
      put(join(home, folder, name), wanted ? (word === 'broken' ? BROKEN : store(knobs, old)) : null);
    }
  }
  for (const file of ADMIN_FILES) put(join(home, file), admin(knobs));
}

/** settings.json became settings-store.json in 4.35.0 (release notes). */
function isBefore435(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 4 || (major === 4 && minor < 35);
}

function put(path: string, content: string | null): void {
  if (content === null) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Newer versions keep only what was changed from its default; a key that is absent says nothing. */
function store(knobs: Knobs, old: boolean): string {
  const on = saysOn(resolved(knobs['setting-store'], knobs));
  const form = knobs['store-form'];
  const values: Record<string, unknown> = {
    ...(on === null ? {} : { HostNetworkingEnabled: form === 'wrong-type' ? (on ? 'yes' : 'no') : on }),
    ...(form === 'huge' ? { Padding: 'x'.repeat(HUGE_BYTES) } : {}),
    ...(knobs.eci !== 'off' ? { EnhancedContainerIsolation: true } : {}),
    ...(knobs['windows-containers'] === 'on' ? { UseWindowsContainers: true } : {}),
    ExtensionsEnabled: knobs.extensions === 'on',
    AutoStart: false,
    LicenseTermsVersion: 2,
    SettingsVersion: old ? 38 : 45,
  };
  const camel = (key: string): string => key.slice(0, 1).toLowerCase() + key.slice(1);
  const entries = Object.entries(values).map(([key, value]) => [old ? camel(key) : key, value] as const);
  const mark = form === 'bom' ? '\uFEFF' : '';
  return `${mark}${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** null when there is no such file: its mere presence enforces sign-in (docs, configure-json-file). */
function admin(knobs: Knobs): string | null {
  const word = resolved(knobs['setting-admin'], knobs);
  if (word === 'broken') return '{"configurationFileVersion": 2,';
  const on = saysOn(word);
  const eciLocked = knobs['eci-locked'] === 'on';
  if (word === 'missing' || (on === null && !eciLocked)) return null;
  const content = {
    configurationFileVersion: 2,
    ...(on === null ? {} : { hostNetworkingEnabled: { locked: word.startsWith('locked'), value: on } }),
    ...(eciLocked ? { enhancedContainerIsolation: { locked: true, value: knobs.eci !== 'off' } } : {}),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

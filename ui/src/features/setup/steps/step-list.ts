import type { Finding } from '@hostnet/core';
import { clickPath, FIRST_STABLE, olderThan } from '@hostnet/core';
import type { KnownNow } from '../known-now.ts';
import { settingsPane } from './settings-pane.ts';
import type { SettingsPane } from './settings-pane.ts';

/** One thing that is left to do before host networking can work. */
export interface SetupStep {
  readonly id: 'start' | 'organisation' | 'update' | 'linux' | 'isolation' | 'locked' | 'sign-in' | 'enable';
  readonly title: string;
  readonly text: string;
  /** What to click, in order; empty where nothing is. */
  readonly path: readonly string[];
  /** Docker Desktop's settings, drawn. */
  readonly pane: SettingsPane | null;
  readonly command: string | null;
  /** Whether the page can see that it was done. Where it cannot, the next step is open as well. */
  readonly seen: boolean;
  /** Nobody at this computer can do it. */
  readonly blocked: boolean;
  /** The finding behind it, when it was measured. */
  readonly code: string | null;
}

const BARE = { path: [], pane: null, command: null, seen: true, blocked: false, code: null } as const;

/** Returns the steps that are left, in order. Findings are of a run under the same facts; without one they are empty. */
export function stepsLeft(now: KnownNow, findings: readonly Finding[]): SetupStep[] {
  const { engine } = now;
  const found = (code: string) => findings.some((finding) => finding.code === code);
  if (!engine.reachable) return [engine.failure === 'sign-in-required' ? ORGANISATION : startEngine(engine)];
  if (found(ORGANISATION.code)) return [ORGANISATION];
  if (now.windowsContainers) return [LINUX, ...without(now)];
  return without(now, found);
}

/** Everything but the engine itself. */
function without(now: KnownNow, found: (code: string) => boolean = () => false): SetupStep[] {
  const path = clickPath(now.version);
  const isolated = found('HN0115') || (now.isolation.value === true && !found('HN0116'));
  const locked = found('HN0114') || (now.settingLocked.value === true && now.setting.value === false);
  const steps: SetupStep[] = [];
  if (!path) steps.push(update(now.version ?? ''));
  if (isolated) steps.push(isolation(now, found('HN0115')));
  if (locked) return [...steps, lockedOff(now)];
  const off = now.setting.value === false || (found('HN0111') && now.setting.value !== true);
  if (path?.signIn && now.setting.value !== true) steps.push(SIGN_IN);
  if (off && path) steps.push(enable(now.version));
  return steps;
}

const ORGANISATION = {
  ...BARE,
  id: 'organisation',
  title: 'Sign in to Docker Desktop',
  text: 'Your organisation enforces sign-in: until then the engine answers nothing but its version.',
  path: ['Docker Desktop', 'Sign in'],
  code: 'HN0117',
} satisfies SetupStep;

const LINUX: SetupStep = {
  ...BARE,
  id: 'linux',
  title: 'Switch to Linux containers',
  text: 'Windows containers have no host networking, and Docker Desktop hides its network settings while they are on.',
  path: ['Menu of the Docker icon', 'Switch to Linux containers…'],
  command: 'docker desktop engine use linux',
  code: 'HN0103',
};

const SIGN_IN: SetupStep = {
  ...BARE,
  id: 'sign-in',
  title: 'Sign in to Docker Desktop',
  text: 'This version needs it: up to 4.34 host networking is off while nobody is signed in. Whether you are cannot be seen from here.',
  path: ['Docker Desktop', 'Sign in'],
  seen: false,
  code: 'HN0110',
};

function startEngine(engine: { readonly message: string; readonly fix: string }): SetupStep {
  return {
    ...BARE,
    id: 'start',
    title: 'Start the Docker Engine',
    text: `${engine.message} ${engine.fix}`,
    code: 'HN0101',
  };
}

function update(version: string): SetupStep {
  return {
    ...BARE,
    id: 'update',
    title: 'Update Docker Desktop to 4.35 or later',
    text: `Docker Desktop ${version} has no host networking: it came with 4.34.`,
    path: ['Settings', 'Software updates'],
    code: 'HN0108',
  };
}

function isolation(now: KnownNow, measured: boolean): SetupStep {
  const locked = now.isolationLocked.value === true;
  const seen = measured ? 'The engine refused a host-mode container.' : `Read from ${now.isolation.from}.`;
  return {
    ...BARE,
    id: 'isolation',
    title: locked
      ? 'Enhanced Container Isolation is locked on by your administrator'
      : 'Turn off Enhanced Container Isolation',
    text: locked
      ? `${seen} Isolation and host networking exclude each other, and only your administrator can change that (${now.isolationLocked.from}). Publishing ports with -p works meanwhile.`
      : `${seen} Isolation and host networking exclude each other.`,
    path: locked ? [] : ['Settings', 'General', 'Use Enhanced Container Isolation', applyIn(now.version)],
    command: locked ? 'docker run -p 8080:80 nginx' : null,
    blocked: locked,
    code: 'HN0115',
  };
}

function lockedOff(now: KnownNow): SetupStep {
  return {
    ...BARE,
    id: 'locked',
    title: 'Host networking is locked off by your administrator',
    text: `Only your administrator can unlock it (${now.settingLocked.from}). Publishing ports with -p works meanwhile.`,
    command: 'docker run -p 8080:80 nginx',
    blocked: true,
    code: 'HN0114',
  };
}

function enable(version: string | null): SetupStep {
  const restarts = applyIn(version) !== 'Apply';
  const beta = olderThan(version, FIRST_STABLE) ? ' In this version it is a beta.' : '';
  const after = restarts
    ? 'The engine restarts then, and running containers stop.'
    : 'Nothing restarts, and running containers stay.';
  return {
    ...BARE,
    id: 'enable',
    title: 'Enable it in Docker Desktop’s settings',
    text: `${after}${beta}`,
    path: clickPath(version)?.steps ?? [],
    pane: settingsPane(version),
    code: 'HN0111',
  };
}

function applyIn(version: string | null): string {
  return clickPath(version)?.button ?? 'Apply & restart';
}

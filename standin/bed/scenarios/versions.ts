import type { Scenario, Scenarios } from './types.ts';

const SETTINGS = 'Settings › Resources › Network › Enable host networking';
const BETA = 'Settings › Features in development › Enable host networking';

/** Host networking off in one version: the way to the setting differs. */
function offIn(version: string, remedy: string, more: readonly string[] = []): Scenario {
  return {
    about: `Docker Desktop ${version}, host networking off`,
    knobs: ['host-networking=off', `desktop-version=${version}`],
    verdict: 'not-working',
    codes: ['HN0111', 'HN0212', ...more],
    remedy,
  };
}

/** Host networking on in one version. */
function onIn(version: string, codes: readonly string[] = []): Scenario {
  return {
    about: `Docker Desktop ${version}, host networking on`,
    knobs: [`desktop-version=${version}`],
    verdict: 'working',
    codes: ['HN0212', ...codes],
  };
}

/** Gates of Docker Desktop's versions (release notes 4.29 to 4.86). */
export const VERSIONS: Scenarios = {
  healthy: { ...onIn('4.65.0'), about: 'Docker Desktop 4.65.0, host networking on', knobs: [] },
  off: offIn('4.65.0', `${SETTINGS} › Apply.`),
  'too-old': {
    about: 'Docker Desktop 4.28.0, which has no such feature',
    knobs: ['host-networking=off', 'desktop-version=4.28.0', 'setting-store=absent', 'setting-api=absent'],
    verdict: 'not-available',
    codes: ['HN0108', 'HN0212'],
    remedy: 'Update Docker Desktop to 4.35 or later',
  },
  beta: offIn('4.29.0', `Sign in, then ${BETA} › Apply & restart.`, ['HN0109', 'HN0110', 'HN0701']),
  'beta-last': offIn('4.33.0', `Sign in, then ${BETA} › Apply & restart.`, ['HN0109', 'HN0110', 'HN0701']),
  'beta-on': onIn('4.33.0', ['HN0109']),
  'off-4.34': offIn('4.34.0', `Sign in, then ${SETTINGS} › Apply & restart.`, ['HN0110', 'HN0701']),
  'on-4.34': onIn('4.34.0'),
  'off-4.35': offIn('4.35.0', `In Docker Desktop: ${SETTINGS} › Apply & restart.`),
  'off-4.42': offIn('4.42.0', `In Docker Desktop: ${SETTINGS} › Apply & restart.`),
  'off-4.43': offIn('4.43.0', `In Docker Desktop: ${SETTINGS} › Apply.`),
  'off-4.86': offIn('4.86.0', `In Docker Desktop: ${SETTINGS} › Apply.`),
  'on-4.86-extensions-off': {
    ...onIn('4.86.0', ['HN0118']),
    about: 'Docker Desktop 4.86.0, host networking on, Docker Extensions off',
    knobs: ['desktop-version=4.86.0', 'extensions=off'],
  },
};

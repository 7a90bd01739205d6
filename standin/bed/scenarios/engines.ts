import type { Scenarios } from './types.ts';

const NOT_DESKTOP = ['setting-store=missing', 'backend-api=down'] as const;
const COMMUNITY = ['platform=Docker Engine - Community', ...NOT_DESKTOP] as const;

/** Engines that refuse host mode, and engines that are not Docker Desktop. */
export const ENGINES: Scenarios = {
  eci: {
    about: 'Enhanced Container Isolation on, not locked',
    knobs: ['eci=on'],
    verdict: 'not-available',
    codes: ['HN0115'],
    remedy: 'Settings › General › Use Enhanced Container Isolation',
  },
  'eci-namespaces': {
    about: 'The same, refused in the other words known of it',
    knobs: ['eci=on', 'eci-wording=namespaces'],
    verdict: 'not-available',
    codes: ['HN0115'],
    remedy: 'Settings › General › Use Enhanced Container Isolation',
  },
  'eci-locked': {
    about: 'Enhanced Container Isolation on and locked by an administrator',
    knobs: ['eci=on', 'eci-locked=on'],
    verdict: 'not-available',
    codes: ['HN0115'],
    remedy: 'Publish ports with -p in bridge mode',
  },
  'eci-hint': {
    about: 'Settings say Enhanced Container Isolation is on, the engine does not enforce it',
    knobs: ['eci=hint'],
    verdict: 'working',
    codes: ['HN0116', 'HN0212'],
  },
  'sign-in': {
    about: 'An organisation enforces sign-in and nobody is signed in (HTTP 407)',
    knobs: ['sign-in-enforced=on'],
    verdict: 'unknown',
    codes: ['HN0117'],
    remedy: 'Sign in to Docker Desktop',
  },
  'engine-stopped': {
    about: 'Docker Desktop is stopped, or restarts: its socket is gone',
    knobs: ['engine=stopped'],
    verdict: 'unknown',
    codes: ['HN0101'],
  },
  'windows-containers': {
    about: 'The engine runs Windows containers',
    knobs: ['windows-containers=on', 'host-networking=off'],
    verdict: 'not-available',
    codes: ['HN0103'],
  },
  'cgroup-v1': {
    about: 'Host networking cannot start in a VM on cgroup v1 although it is set on',
    knobs: ['host-networking=off', 'setting-store=on', 'setting-api=on', 'cgroup-version=1'],
    verdict: 'not-working',
    codes: ['HN0112', 'HN0119', 'HN0212'],
  },
  'cgroup-v1-works': {
    about: 'The engine says cgroup v1, and host networking works all the same',
    knobs: ['cgroup-version=1'],
    verdict: 'working',
    codes: ['HN0212'],
  },
  rootless: {
    about: 'A rootless engine before 29.5: its host network is its own',
    knobs: ['rootless=on', ...COMMUNITY],
    verdict: 'not-working',
    codes: ['HN0104', 'HN0102', 'HN0212'],
    remedy: 'Update the Engine to 29.5 or later',
  },
  'rootless-29.5': {
    about: 'A rootless engine 29.5 in a VM that forwards its ports: host mode is the VM’s own network',
    knobs: ['rootless=on', 'engine-version=29.5.0', 'platform=Ubuntu 24.04 LTS', ...NOT_DESKTOP],
    verdict: 'working',
    codes: ['HN0102', 'HN0212'],
  },
  'userns-remap': {
    about: 'The engine remaps user namespaces and refuses host mode',
    knobs: ['userns-remap=on', ...COMMUNITY],
    verdict: 'not-available',
    codes: ['HN0105', 'HN0102'],
  },
  'other-product': {
    about: 'Rancher Desktop without forwarding: no advice about Docker Desktop’s settings',
    knobs: ['platform=Rancher Desktop', 'host-networking=off', ...NOT_DESKTOP],
    verdict: 'not-working',
    codes: ['HN0201', 'HN0102', 'HN0212'],
  },
  'other-product-works': {
    about: 'OrbStack with forwarding',
    knobs: ['platform=OrbStack', ...NOT_DESKTOP],
    verdict: 'working',
    codes: ['HN0102', 'HN0212'],
  },
};

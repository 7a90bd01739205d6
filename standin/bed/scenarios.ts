import { defaultKnobs, KnobError, turn, type Knobs } from './knobs.ts';

/** Named states of Docker Desktop, each what sets it apart from a healthy one. */
export const SCENARIOS: Readonly<Record<string, readonly string[]>> = {
  healthy: [],
  off: ['host-networking=off'],
  'off-setting-on': ['host-networking=off', 'setting-store=on', 'setting-api=on'],
  'on-setting-off': ['setting-store=off', 'setting-api=off'],
  'off-locked': ['host-networking=off', 'setting-admin=locked-off', 'setting-api=locked-off'],
  'no-udp': ['udp=off'],
  'udp-reply-lost': ['udp-loss=reply'],
  'udp-request-lost': ['udp-loss=request'],
  'no-ipv6': ['ipv6=off', 'desktop-version=4.32.0'],
  'no-v4-mapped': ['v4-mapped=off'],
  'eighteen-ports': ['max-ports=18', 'desktop-version=4.35.0'],
  forgotten: ['forget-existing=on'],
  late: ['late-ms=900'],
  stranger: ['wrong-listener=on'],
  rewritten: ['source-address=rewritten'],
  'too-old': ['host-networking=off', 'desktop-version=4.28.0', 'setting-store=absent', 'setting-api=absent'],
  beta: ['host-networking=off', 'desktop-version=4.30.0'],
  eci: ['eci=on'],
  'eci-locked': ['eci=on', 'eci-locked=on'],
  'sign-in': ['sign-in-enforced=on'],
  'windows-containers': ['windows-containers=on', 'host-networking=off'],
  rootless: [
    'rootless=on',
    'platform=Docker Engine - Community',
    'setting-store=missing',
    'backend-api=down',
  ],
  'userns-remap': [
    'userns-remap=on',
    'platform=Docker Engine - Community',
    'setting-store=missing',
    'backend-api=down',
  ],
  'other-product': [
    'platform=Rancher Desktop',
    'host-networking=off',
    'setting-store=missing',
    'backend-api=down',
  ],
  'no-hints': ['setting-store=missing', 'backend-api=down'],
};

/** Returns the knobs of a scenario. Throws KnobError with the list when there is none of that name. */
export function scenarioKnobs(name: string): Knobs {
  const changes = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (!changes) {
    throw new KnobError(
      `There is no scenario named "${name}"; scenarios are: ${Object.keys(SCENARIOS).join(', ')}.`,
    );
  }
  return turn(defaultKnobs(), changes);
}

import type { Known } from '../model/known.ts';
import type { EngineFacts } from '../model/facts.ts';
import type { BoundaryEntry } from '../model/boundary-entry.ts';
import type { Carried, Severity, Vantage } from '../words/enums.ts';

const PLATFORMS: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' };

const VANTAGES: Readonly<Record<string, string>> = {
  host: 'computer',
  'host-mode': 'container',
  bridge: 'bridge container',
  published: 'published port',
};

/** Short names of what lies below or beside TCP and UDP. */
export const BOUNDARY_NAMES: Readonly<Record<BoundaryEntry['name'], string>> = {
  'icmp-echo': 'ICMP',
  'raw-socket': 'raw sockets',
  interfaces: "computer's interfaces",
  multicast: 'multicast',
  broadcast: 'broadcast',
  'bind-host-address': 'bind to a LAN address',
};

/** Mark of a boundary entry: carried, not carried (a property, so no cross), not measured. */
export const CARRIED_MARKS: Readonly<Record<Carried, '✓' | '○' | '–'>> = {
  carried: '✓',
  'not-carried': '○',
  'not-measured': '–',
};

/** Headings of the findings, the heaviest first. */
export const SEVERITIES: readonly { readonly severity: Severity; readonly heading: string }[] = [
  { severity: 'error', heading: 'errors' },
  { severity: 'warning', heading: 'warnings' },
  { severity: 'info', heading: 'notes' },
];

/** Returns a vantage point's name for people. */
export function vantageName(vantage: Vantage): string {
  return VANTAGES[vantage] ?? vantage;
}

/** Returns an operating system's name for people from Node's name for it. */
export function platformName(platform: string): string {
  return PLATFORMS[platform] ?? platform;
}

/** Returns `on`, `off` or `unknown`, with the source or the reason: an absent setting is never shown as off. */
export function switchState(fact: Known<boolean>): string {
  if (!fact.known) return `unknown (${fact.reason})`;
  return `${fact.value ? 'on' : 'off'} (${fact.source})`;
}

/** Returns one line on the engine: product, version, what it runs on. */
export function engineLine(engine: EngineFacts): string {
  if (!engine.reachable) return `no answer from ${engine.endpoint}: ${engine.message}`;
  if (engine.kind === 'embedded') return 'embedded engine: processes of this machine, no Docker Engine';
  const product = engine.desktop
    ? `Docker Desktop ${engine.desktop.version} (${engine.desktop.build}), Engine ${engine.version}`
    : `Docker Engine ${engine.version} on ${engine.operatingSystem}`;
  const traits = [
    engine.rootless ? 'rootless' : null,
    engine.usernsRemap ? 'userns-remap' : null,
    engine.os === 'windows' ? 'Windows containers' : null,
  ].filter((trait) => trait !== null);
  return [product, `${engine.os}/${engine.arch}`, ...traits].join(', ');
}

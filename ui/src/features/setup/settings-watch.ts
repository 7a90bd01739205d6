import type { EngineFacts, HostFacts, Verdict } from '@hostnet/core';

/** What is watched while the page waits: a change of any of it is worth a measurement. */
interface Signals {
  readonly reachable: boolean;
  readonly version: string | null;
  readonly os: string | null;
  readonly setting: boolean | null;
  readonly isolation: boolean | null;
}

/** What the page saw last, and how often it still measures again by itself. */
export interface Watch {
  readonly seen: Signals | null;
  readonly retries: number;
  /** One sentence on what was noticed; empty before anything was. */
  readonly noticed: string;
}

export const NOTHING_SEEN: Watch = { seen: null, retries: 0, noticed: '' };

/** Between two looks at engine and settings, in ms: two short commands each. */
export const LOOK_EVERY_MS = 3000;
/** The setting is stored before all of its forwarder works: this often, and so far apart in ms, a failed measurement is made again. */
const RETRIES = 3;
export const RETRY_AFTER_MS = 2000;

/** Returns the watch after a look, and whether it is time to measure. Pure. */
export function onLook(
  watch: Watch,
  engine: EngineFacts,
  host: HostFacts | null,
): { readonly watch: Watch; readonly measure: boolean } {
  const now = signalsOf(engine, host);
  const before = watch.seen;
  if (!before) return { watch: { ...watch, seen: now }, measure: false };
  const noticed = noticedOf(before, now);
  // While the engine is away its version is not known: what was known stays, to be compared when it is back.
  const seen = now.reachable ? now : { ...before, reachable: false, setting: now.setting ?? before.setting };
  if (noticed === '') return { watch: { ...watch, seen }, measure: false };
  const measure = now.reachable;
  return { watch: { seen, noticed, retries: measure ? RETRIES : watch.retries }, measure };
}

/** Returns the watch after a measurement, and whether to make it once more after RETRY_AFTER_MS. Pure. */
export function onVerdict(
  watch: Watch,
  verdict: Verdict,
): { readonly watch: Watch; readonly again: boolean } {
  const open = verdict !== 'working' && verdict !== 'not-available';
  if (!open || watch.retries === 0) return { watch: { ...watch, retries: 0 }, again: false };
  return { watch: { ...watch, retries: watch.retries - 1 }, again: true };
}

function noticedOf(before: Signals, now: Signals): string {
  if (before.reachable && !now.reachable) return 'The engine went away.';
  if (!before.reachable && now.reachable) return 'The engine is back.';
  if (!now.reachable) return '';
  if (before.version !== now.version) return 'Docker Desktop has another version.';
  if (before.os !== now.os) return 'The engine runs other containers now.';
  if (changed(before.setting, now.setting)) {
    return now.setting === true ? 'Host networking was turned on.' : 'The setting changed.';
  }
  return changed(before.isolation, now.isolation) ? 'Enhanced Container Isolation was changed.' : '';
}

/** A hint that can no longer be read is no change. */
function changed(before: boolean | null, now: boolean | null): boolean {
  return now !== null && now !== before;
}

function signalsOf(engine: EngineFacts, host: HostFacts | null): Signals {
  const setting = host?.desktop?.hostNetworkingEnabled;
  const isolation = host?.desktop?.enhancedContainerIsolation;
  return {
    reachable: engine.reachable,
    version: engine.reachable ? (engine.desktop?.version ?? null) : null,
    os: engine.reachable ? engine.os : null,
    setting: setting?.known ? setting.value : null,
    isolation: isolation?.known ? isolation.value : null,
  };
}

import type { EngineFacts, HostFacts } from '../model/facts.ts';
import type { Ports } from '../model/outside.ts';
import { isDesktop } from '../facts/engine-json.ts';
import type { SessionSpec } from '../protocol/index.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Vantage } from '../words/enums.ts';
import { clickPath } from '../knowledge/click-path.ts';
import { PROBE_LIFETIME_MS, type ForwarderHint } from './run-budget.ts';
import type { DiagnoseEvent, DiagnoseOptions } from '../model/diagnosis.ts';
import type { ProbeRun } from './probe-run.ts';

/** What every part of a run needs. */
export interface RunContext {
  readonly ports: Ports;
  readonly options: DiagnoseOptions;
  readonly signal: AbortSignal;
  readonly host: HostFacts;
  readonly engine: EngineFacts;
  emit(event: DiagnoseEvent): void;
  /** Called when the probe's container is on the way: what is asked now costs no time. */
  readonly whileStarting: () => void;
  /** Remembers a session so that it is ended on every path. Returns it. */
  track(run: ProbeRun): ProbeRun;
}

/** Returns a session's spec with everything but what the caller asks for empty. */
export function sessionSpec(
  context: Pick<RunContext, 'options'>,
  vantage: Vantage,
  parts: Partial<Pick<SessionSpec, 'listen' | 'dial' | 'inspect' | 'stay' | 'lifetimeMs'>>,
): SessionSpec {
  const { run, token } = context.options.secrets;
  return {
    v: PROTOCOL_VERSION,
    run,
    token,
    vantage,
    lifetimeMs: parts.lifetimeMs ?? PROBE_LIFETIME_MS,
    stay: parts.stay ?? false,
    listen: parts.listen ?? [],
    dial: parts.dial ?? [],
    inspect: parts.inspect ?? [],
  };
}

/** The host's LAN address, null when it has none or it is not known. */
export function lanAddressOf(host: HostFacts): string | null {
  return host.lanAddress.known ? host.lanAddress.value : null;
}

/** The host's listeners outlive the start of every container of the run, however slow: in ms, within the protocol's limit. */
export function listeningLifetimeMs(context: Pick<RunContext, 'options'>): number {
  return Math.min(LONGEST_LIFETIME_MS, context.options.timeoutMs + PROBE_LIFETIME_MS);
}

/** The protocol's own limit of a session's lifetime. */
const LONGEST_LIFETIME_MS = 120_000;

/** Unix seconds after which a container of this run is a leftover. */
export function expiry(context: RunContext): number {
  const now = context.options.clock.now().getTime();
  return Math.ceil((now + context.options.timeoutMs + PROBE_LIFETIME_MS) / 1000);
}

/** Whether host and engine are two machines for the network: Desktop's VM. */
export function behindVm(context: RunContext): boolean {
  return isDesktop(context.engine);
}

/** What the facts tell of the forwarder between computer and VM, before it is measured. */
export function forwarderHint(context: RunContext): ForwarderHint {
  const { engine, host } = context;
  if (!engine.reachable) return 'none';
  // Other products run the engine in a VM too, and forward as Desktop does: its kernel is then not this computer's.
  if (!isDesktop(engine))
    return engine.kind === 'embedded' || engine.kernel === host.release ? 'none' : 'maybe';
  const version = engine.desktop?.version ?? null;
  const setting = host.desktop?.hostNetworkingEnabled;
  const off = setting?.known === true && !setting.value;
  return off || clickPath(version) === null ? 'off' : 'maybe';
}

import type { ContainerFacts, EngineFacts, HostFacts } from './facts.ts';
import type { ProbeEvent, SessionSpec } from '../protocol/index.ts';
import type { Report } from './report.ts';

/** Which container a probe runs in: see docker/run-args.ts for the exact `docker run` of each. */
export type ProbeKind = 'host-mode' | 'bridge' | 'published' | 'inspect' | 'owners' | 'inside';

/** A probe under way. */
export interface ProbeSession {
  /**
   * Its events in order. Ends when the probe has ended.
   * Throws ProbeFailure when the instrument failed (it could not start, died early, or spoke another protocol).
   */
  readonly events: AsyncIterable<ProbeEvent>;
  /**
   * Resolves when all is asked for that starts the probe, or it has ended: what is done from then on delays it no more.
   * Never rejects. Absent: so from the beginning.
   */
  readonly asked?: Promise<void>;
  /** Asks the probe to end (SIGTERM) and resolves when it and its container are gone. Safe to call twice; never throws. */
  stop(): Promise<void>;
}

/** Why a probe could not run. The instrument failed, which says nothing about a lane. */
export type ProbeFailureKind =
  | 'image-missing'
  | 'engine-unreachable'
  | 'start-refused'
  | 'helper-missing'
  | 'protocol'
  | 'died'
  | 'timed-out'
  | 'cancelled';

/** Thrown by a ProbeSession's events. `detail` is the engine's or the system's own text. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure';
  constructor(
    readonly kind: ProbeFailureKind,
    message: string,
    readonly detail = '',
  ) {
    super(message);
  }
}

/** What a probe in a container needs. */
export interface ProbeRequest {
  readonly kind: ProbeKind;
  readonly spec: SessionSpec;
  /** Unix seconds after which this container is a leftover; becomes its label. */
  readonly expiresAt: number;
  /** `inside` only: full id of the container whose network it joins. */
  readonly join?: string;
  /** Bridge kinds on an engine other than Docker Desktop: give the container the name host.docker.internal. */
  readonly addHostGateway?: boolean;
  /** `published` only: container ports to publish on free host ports of 127.0.0.1. */
  readonly publish?: readonly {
    readonly transport: 'tcp' | 'udp';
    readonly port: number;
    readonly hostPort: number;
  }[];
}

/** The Docker Engine, however it is reached. */
export interface Engine {
  /** Returns what the engine says of itself. Never throws for an engine that is absent or odd: that is a fact too. */
  facts(signal: AbortSignal): Promise<EngineFacts>;
  /** Returns all containers but ours. Throws when the engine went away. */
  containers(signal: AbortSignal): Promise<ContainerFacts[]>;
  /** Returns the last lines of a container's log, at most `lines` and 64 kB. Throws when the engine went away or has no log of it. */
  logs(container: string, lines: number, signal: AbortSignal): Promise<string>;
  /** Restarts a container as `docker restart` does and resolves when it runs again. Throws with the engine's own words. */
  restart(container: string, signal: AbortSignal): Promise<void>;
  /** Brings the probe's image to the engine. Throws ProbeFailure `image-missing` when it cannot. */
  bringImage(signal: AbortSignal): Promise<void>;
  /** Starts a probe in a container. Returns at once; failures arrive through the session's events. */
  runProbe(request: ProbeRequest, signal: AbortSignal): ProbeSession;
}

/** The computer the person sits at. */
export interface Host {
  facts(signal: AbortSignal): Promise<HostFacts>;
  /** Starts a probe on the host itself. */
  runProbe(spec: SessionSpec, signal: AbortSignal): ProbeSession;
}

/** A stored report, as listed. */
export interface StoredReport {
  readonly id: string;
  readonly startedAt: string;
  readonly verdict: Report['verdict'];
  readonly summary: string;
}

/** What the service keeps. */
export interface KeptReports {
  /** Newest first. */
  readonly reports: readonly StoredReport[];
  /** Names of files that were no reports and were set aside, as far as this page has heard of them. */
  readonly damaged: readonly string[];
}

/** The extension's service in Desktop's VM; a terminal has none. */
export interface Service {
  /** Resolves when the service answers; throws with one sentence when it does not. */
  health(signal: AbortSignal): Promise<void>;
  /** Runs a short session (no `stay`) at the bridge vantage point and returns all its events. Throws ProbeFailure. */
  bridgeSession(spec: SessionSpec, signal: AbortSignal): Promise<ProbeEvent[]>;
  saveReport(report: Report, signal: AbortSignal): Promise<StoredReport>;
  listReports(signal: AbortSignal): Promise<KeptReports>;
  readReport(id: string, signal: AbortSignal): Promise<Report>;
  removeReport(id: string, signal: AbortSignal): Promise<void>;
}

/** Everything a diagnosis reaches the outside world through. */
export interface Ports {
  readonly engine: Engine;
  readonly host: Host;
  /** null on a terminal. */
  readonly service: Service | null;
}

export { TRANSPORTS } from './words/transports.ts';
export { Carried, Family, Outcome, Severity, Transport, Vantage, Verdict } from './words/enums.ts';
export {
  decodeSpec,
  DIAL_BUDGET,
  DIAL_MAX_MS,
  DialedEvent,
  DialOutcome,
  DialPhase,
  DialSpec,
  DoneEvent,
  encodeSpec,
  type Endpoint,
  FactsEvent,
  formatMessage,
  fromBase64url,
  INSPECT_MAX_MS,
  InspectSpec,
  type Interface,
  LEAVE,
  LISTENERS_A_LINE,
  ListenersFacts,
  type ListeningEntry,
  type ListeningSocket,
  ListenSpec,
  macInput,
  parseEventLine,
  parseMessage,
  ProbeEvent,
  PROTOCOL_VERSION,
  ProtocolError,
  ReadyEvent,
  ReceivedEvent,
  REDIAL_MAX_MS,
  SessionSpec,
  STOP_MAX_MS,
  SWEEP_AT_ONCE,
  SweepSpec,
  SweptEvent,
  toBase64url,
  WATCH_EXTRA_MS,
  WIRE,
  type WireMessage,
} from './protocol/index.ts';
export { known, type Known, unknown } from './model/known.ts';
export { knownOf } from './model/known-schema.ts';
export {
  ContainerFacts,
  DesktopSettings,
  EngineFacts,
  EngineFailure,
  Facts,
  HostFacts,
  ProbeFailureFacts,
} from './model/facts.ts';
export {
  BindFailure,
  Discovery,
  Firewall,
  type HostListener,
  PortFacts,
  PortReach,
} from './model/port-facts.ts';
export { UDP_UNPROVABLE } from './words/reach-reasons.ts';
export { engineFactsFrom, isDesktop, notAnEngine } from './facts/engine-json.ts';
export { engineFailureFrom, firstLine } from './facts/engine-failure.ts';
export { containerFactsFrom } from './facts/container-json.ts';
export {
  DiallerEvidence,
  Lane,
  LaneEvidence,
  LaneRole,
  ListenerEvidence,
  PlannedLane,
} from './model/lane.ts';
export { familyOf } from './words/family.ts';
export { directionOf } from './judge/cells.ts';
export { effectsOf, judge, type Judged } from './judge/judge.ts';
export { topicOf } from './judge/topics.ts';
export { HN0001 } from './judge/check-failed.ts';
export {
  entry,
  type Entry,
  finding,
  type FindingParts,
  pageUrl,
  type Topic,
  type VerdictEffect,
} from './judge/entry.ts';
export { REPORT_SCHEMA } from './model/report-name.ts';
export { Finding, SkippedCheck } from './model/finding.ts';
export { BoundaryEntry } from './model/boundary-entry.ts';
export { Listener } from './model/listener.ts';
export { Report } from './model/report.ts';
export { buildReport, EMBEDDED_BANNER } from './diagnose/build-report.ts';
export {
  BOUNDARY_NAMES,
  CARRIED_MARKS,
  type Cell,
  cellOf,
  engineLine,
  isBetween,
  isFault,
  laneLine,
  laneMatrix,
  MATRIX_COLUMNS,
  type MatrixRow,
  platformName,
  renderJson,
  renderMarkdown,
  renderText,
  switchState,
  type TextOptions,
  type Tone,
  vantageName,
  wrap,
} from './show/index.ts';
export { APPLY_ONLY, clickPath, FIRST_STABLE, olderThan, type ClickPath } from './knowledge/click-path.ts';
export { createRequest, type CreateRequest } from './plan/create-body.ts';
export { PROBE_IMAGE, RUN_LABEL } from './plan/probe-container.ts';
export { dockerRunArgs } from './plan/run-args.ts';
export { ECI_REFUSAL, startFailureFrom } from './facts/start-failure.ts';
export {
  type Engine,
  type Host,
  type KeptReports,
  type Ports,
  ProbeFailure,
  type ProbeFailureKind,
  type ProbeKind,
  type ProbeRequest,
  type ProbeSession,
  type Service,
  type StoredReport,
} from './model/outside.ts';
export {
  DEFAULT_TIMEOUT_MS,
  type ForwarderHint,
  LEAST_START_MS,
  LEAST_TIMEOUT_MS,
  PROBE_LIFETIME_MS,
  redialForMs,
  RUN_BUDGET,
  startBudgetMs,
} from './run/run-budget.ts';
export { channel, type Channel } from './run/channel.ts';
export { type DiagnoseEvent, type DiagnoseOptions } from './model/diagnosis.ts';
export { diagnose } from './diagnose/diagnose.ts';

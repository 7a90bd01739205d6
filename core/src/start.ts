/**
 * What a terminal needs from its start to the end of a measurement. A door of its own, as `./early.ts` is: schemas, checks and
 * renderers are loaded while the engine starts the container.
 */
export { diagnose } from './diagnose/diagnose.ts';
export { lookAtPorts } from './diagnose/look-at-ports.ts';
export { engineFailureFrom, firstLine } from './facts/engine-failure.ts';
export { engineFactsFrom } from './facts/engine-json.ts';
export { startFailureFrom } from './facts/start-failure.ts';
export { known, unknown } from './model/known.ts';
export { ProbeFailure } from './model/outside.ts';
export { createRequest } from './plan/create-body.ts';
export { PROBE_IMAGE, RUN_LABEL } from './plan/probe-container.ts';
export { dockerRunArgs } from './plan/run-args.ts';
export { ProtocolError } from './protocol/base64url.ts';
export { channel } from './run/channel.ts';
export { DEFAULT_TIMEOUT_MS } from './run/run-budget.ts';

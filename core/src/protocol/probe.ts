/** What a probe needs of the protocol: no schema library is loaded through this door. */
export { fromBase64url, ProtocolError, toBase64url } from './base64url.ts';
export {
  DIAL_BUDGET,
  DIAL_MAX_MS,
  INSPECT_MAX_MS,
  LEAVE,
  LISTENERS_A_LINE,
  REDIAL_MAX_MS,
  STOP_MAX_MS,
  SWEEP_AT_ONCE,
  WATCH_EXTRA_MS,
} from './budget.ts';
export { decodeSpec } from './decode.ts';
export { PROTOCOL_VERSION } from './version.ts';
export { formatMessage, macInput, parseMessage, WIRE, type WireMessage } from './wire.ts';
export type * from './events.ts';
export type * from './spec.ts';

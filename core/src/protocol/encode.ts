import { ProtocolError, toBase64url } from './base64url.ts';
import { ProbeEvent } from './events.ts';
import type { SessionSpec } from './spec.ts';

/** Returns the spec as base64url of its JSON. */
export function encodeSpec(spec: SessionSpec): string {
  return toBase64url(spec);
}

/** Returns the event of one output line. Throws ProtocolError when it is not one. */
export function parseEventLine(line: string): ProbeEvent {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new ProtocolError(`not a line of the probe protocol: ${line.slice(0, 120)}`);
  }
  const parsed = ProbeEvent.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ProtocolError(`not an event of the probe protocol: ${line.slice(0, 120)}`);
}

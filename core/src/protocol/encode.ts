import { ProbeEvent } from './events.ts';
import { SessionSpec } from './spec.ts';

/** A spec or an event line that does not fit the protocol; the message says where. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Returns the spec as base64url of its JSON (RFC 4648 §5, no padding). */
export function encodeSpec(spec: SessionSpec): string {
  const bytes = new TextEncoder().encode(JSON.stringify(spec));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Returns the spec in a base64url text. Throws ProtocolError naming the first thing that is wrong. */
export function decodeSpec(text: string): SessionSpec {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new ProtocolError('the spec is not base64url');
  let json: unknown;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ProtocolError('the spec is not base64url of JSON');
  }
  const parsed = SessionSpec.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ProtocolError(`the spec does not fit the protocol: ${firstIssue(parsed.error)}`);
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

function firstIssue(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  const issue = error.issues[0];
  if (!issue) return 'unknown';
  return `${issue.path.map(String).join('.') || 'spec'}: ${issue.message}`;
}

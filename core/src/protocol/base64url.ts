/** A spec or an event line that does not fit the protocol; the message says where. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Returns a value as base64url of its JSON (RFC 4648 §5, no padding). */
export function toBase64url(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Returns the value in a base64url text. Throws ProtocolError. */
export function fromBase64url(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new ProtocolError('the spec is not base64url');
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ProtocolError('the spec is not base64url of JSON');
  }
}

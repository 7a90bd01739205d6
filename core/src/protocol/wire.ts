/**
 * The echo on the wire. A request is `HNQ1 <nonce> <mac>\n`, a reply `HNR1 <nonce> <mac>\n`: nonce 16 random bytes and
 * mac HMAC-SHA-256 (RFC 2104), both lower-case hex. The request's mac is over "q" + nonce, the reply's over "r" + nonce,
 * keyed by the run's token (the 32 bytes, not their hex). Both are 103 bytes, so an echo can never amplify, and a
 * listener that cannot verify a request stays silent (UDP) or closes (TCP).
 */
export const WIRE = {
  requestTag: 'HNQ1',
  replyTag: 'HNR1',
  requestMacPrefix: 'q',
  replyMacPrefix: 'r',
  messageBytes: 103,
} as const;

const LINE = /^(HNQ1|HNR1) ([0-9a-f]{32}) ([0-9a-f]{64})\n$/;

/** One decoded message; whether its mac is right is for the holder of the token to say. */
export interface WireMessage {
  readonly kind: 'request' | 'reply';
  readonly nonce: string;
  readonly mac: string;
}

/** Returns the exact text of one message. */
export function formatMessage(message: WireMessage): string {
  const tag = message.kind === 'request' ? WIRE.requestTag : WIRE.replyTag;
  return `${tag} ${message.nonce} ${message.mac}\n`;
}

/** Returns the message in `text`, or null when it is anything else. */
export function parseMessage(text: string): WireMessage | null {
  const match = LINE.exec(text);
  if (!match) return null;
  const [, tag, nonce, mac] = match;
  if (nonce === undefined || mac === undefined) return null;
  return { kind: tag === WIRE.requestTag ? 'request' : 'reply', nonce, mac };
}

/** Returns the text the mac of such a message is computed over. */
export function macInput(kind: WireMessage['kind'], nonce: string): string {
  return (kind === 'request' ? WIRE.requestMacPrefix : WIRE.replyMacPrefix) + nonce;
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { formatMessage, macInput, parseMessage, WIRE, type WireMessage } from '@hostnet/core/protocol/probe';

/** Makes and opens the echo's messages (core protocol/wire.ts) with one run's token. */
export class Echo {
  readonly #key: Buffer;

  /** `token` is 32 bytes as hex. */
  constructor(token: string) {
    this.#key = Buffer.from(token, 'hex');
  }

  /** Returns a fresh nonce, 16 random bytes as hex. */
  nonce(): string {
    return randomBytes(16).toString('hex');
  }

  /** Returns the signed request that carries `nonce`. */
  request(nonce: string): Buffer {
    return this.#message('request', nonce);
  }

  /** Returns the signed reply to the request that carried `nonce`. */
  reply(nonce: string): Buffer {
    return this.#message('reply', nonce);
  }

  /** Returns the nonce of an authentic request, or null for anything else. */
  openRequest(data: Buffer): string | null {
    return this.#open('request', data);
  }

  /** Returns the nonce of an authentic reply, or null for anything else. */
  openReply(data: Buffer): string | null {
    return this.#open('reply', data);
  }

  #open(kind: WireMessage['kind'], data: Buffer): string | null {
    // Length first: a stranger's large datagram shall cost nothing.
    if (data.length !== WIRE.messageBytes) return null;
    const message = parseMessage(data.toString('latin1'));
    if (message?.kind !== kind) return null;
    const mac = Buffer.from(message.mac, 'hex');
    return timingSafeEqual(mac, this.#mac(kind, message.nonce)) ? message.nonce : null;
  }

  #message(kind: WireMessage['kind'], nonce: string): Buffer {
    return Buffer.from(formatMessage({ kind, nonce, mac: this.#mac(kind, nonce).toString('hex') }), 'latin1');
  }

  #mac(kind: WireMessage['kind'], nonce: string): Buffer {
    return createHmac('sha256', this.#key).update(macInput(kind, nonce)).digest();
  }
}

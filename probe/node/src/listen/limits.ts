/** Bounds that keep a stranger's flood from hurting anybody. A session sends at most 256 × 3 requests within a second. */
export const LISTEN_LIMITS = {
  /** Authentic requests answered and reported a second; more are dropped unanswered, as a full queue would. */
  requestsPerSecond: 2000,
  /** TCP connections open at once over all listeners; the oldest unauthentic one makes room. */
  connections: 512,
  /** From accept to a whole request, in ms; a forwarder may accept long before the dialler's bytes come through. */
  requestMs: 2000,
  /** From the reply, or from the refusal of a stranger, to the peer's FIN, in ms. */
  finMs: 1000,
  /** Bytes read from a stranger before the connection is cut. */
  strangerBytes: 4096,
} as const;

/** Counts events in windows of a second. */
export class RateLimit {
  #window = 0;
  #count = 0;

  constructor(
    readonly perSecond: number,
    readonly now: () => number = () => performance.now(),
  ) {}

  /** Returns whether one more event fits this second, and counts it. */
  take(): boolean {
    const window = Math.floor(this.now() / 1000);
    if (window !== this.#window) {
      this.#window = window;
      this.#count = 0;
    }
    if (this.#count >= this.perSecond) return false;
    this.#count += 1;
    return true;
  }
}

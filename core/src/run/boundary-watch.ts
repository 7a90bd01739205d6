import type { DialedEvent, FactsEvent } from '../protocol/index.ts';

/** One multicast and one broadcast datagram. */
const SPREAD_DIALS = 2;

/** Collects what is seen below layer 4 while the lanes are measured. */
export class BoundaryWatch {
  readonly dials: DialedEvent[] = [];
  readonly inspections: FactsEvent[] = [];
  /** Resolve when both datagrams were dialled to the end, and when every inspection has answered. */
  readonly spread: Promise<void>;
  readonly inspected: Promise<void>;
  #allSpread: () => void = () => undefined;
  #allInspected: () => void = () => undefined;
  readonly #expected: number;

  constructor(inspections: number) {
    this.#expected = inspections;
    this.spread = new Promise((resolve) => (this.#allSpread = resolve));
    this.inspected = new Promise((resolve) => (this.#allInspected = resolve));
  }

  /** Takes a dial of the boundary; returns whether it was one. */
  dialed(event: DialedEvent): boolean {
    if (!event.lane.startsWith('boundary/')) return false;
    this.dials.push(event);
    if (this.dials.length === SPREAD_DIALS) this.#allSpread();
    return true;
  }

  inspection(event: FactsEvent): void {
    this.inspections.push(event);
    if (this.inspections.length === this.#expected) this.#allInspected();
  }
}

/** The lane that a probe could not dial at all (no sockets left, say): the instrument failed, and says so in a `failed` line. */
export function undialledLane(event: FactsEvent): { lane: string; reason: string } | null {
  if (event.kind !== 'failed') return null;
  const lane = /^dial (.+)$/.exec(event.inspection)?.[1];
  return lane === undefined ? null : { lane, reason: event.reason };
}

import type { Lane, PlannedLane } from '../model/lane.ts';
import { mergeWitnesses, notMeasured, type ListenerWitness } from './merge-witnesses.ts';
import type { Undialled } from '../plan/lane-dials.ts';
import type { DialedEvent, ReceivedEvent } from '../protocol/index.ts';

/** The far end of a group of lanes, as the board sees it. */
export interface FarEnd {
  readonly received: readonly ReceivedEvent[];
  listening(): boolean;
}

interface Waiting {
  readonly dialed: DialedEvent;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Collects both witnesses of every lane and settles each lane once: at once when the outcome needs no second witness or
 * has it, else when the witness had its time. Knows no sockets and no Docker; its only clock is the witness's grace.
 */
export class LaneBoard {
  readonly #planned: ReadonlyMap<string, PlannedLane>;
  readonly #settled = new Map<string, Lane[]>();
  readonly #expected = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  readonly #farEnds = new Map<string, FarEnd>();
  readonly #settle: (lane: Lane) => void;
  readonly #graceMs: number;
  readonly #watchers: { readonly ids: readonly string[]; readonly resolve: () => void }[] = [];

  constructor(planned: readonly PlannedLane[], graceMs: number, settle: (lane: Lane) => void) {
    this.#planned = new Map(planned.map((lane) => [lane.id, lane]));
    this.#graceMs = graceMs;
    this.#settle = settle;
  }

  /** Says who listens at a vantage point. */
  setFarEnd(vantage: string, farEnd: FarEnd): void {
    this.#farEnds.set(vantage, farEnd);
  }

  /** The dialler's witness. */
  dialed(event: DialedEvent): void {
    if (!this.#planned.has(event.lane) || this.isComplete(event.lane) || this.#isKnown(event)) return;
    this.#expected.set(event.lane, event.of);
    const waiting: Waiting = { dialed: event, timer: setTimeout(() => this.#finish(waiting), this.#graceMs) };
    this.#waiting.add(waiting);
    if (!needsWitness(event) || this.#seen(event)) this.#finish(waiting);
  }

  /** The listener's witness: call when a far end has seen something more. */
  received(): void {
    for (const waiting of [...this.#waiting]) {
      if (waiting.dialed.outcome === 'reachable' && this.#seen(waiting.dialed)) this.#finish(waiting);
    }
  }

  /** Lanes that will not be dialled. */
  undialled(list: readonly Undialled[]): void {
    for (const { lane, missing, reason } of list) this.#put(notMeasured(lane, missing, reason));
  }

  /** Settles every lane in `ids` that is still open as not measured. */
  giveUp(ids: readonly string[], missing: NonNullable<Lane['missing']>, reason: string): void {
    for (const id of ids) {
      const lane = this.#planned.get(id);
      if (!lane || this.isComplete(id)) continue;
      for (const waiting of [...this.#waiting]) if (waiting.dialed.lane === id) this.#finish(waiting);
      if (!this.#settled.has(id)) this.#put(notMeasured(lane, missing, reason));
      else this.#expected.set(id, this.#settled.get(id)?.length ?? 0);
    }
    this.#wake();
  }

  /** Resolves when every lane in `ids` is settled. */
  complete(ids: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push({ ids, resolve });
      this.#wake();
    });
  }

  /** Settled lanes in the order of the plan. */
  lanes(): Lane[] {
    return [...this.#planned.keys()].flatMap((id) => this.#settled.get(id) ?? []);
  }

  /** Drops all timers. */
  close(): void {
    for (const waiting of this.#waiting) clearTimeout(waiting.timer);
    this.#waiting.clear();
  }

  #finish(waiting: Waiting): void {
    if (!this.#waiting.delete(waiting)) return;
    clearTimeout(waiting.timer);
    const planned = this.#planned.get(waiting.dialed.lane);
    if (planned) this.#put(mergeWitnesses(planned, waiting.dialed, this.#witness(planned, waiting.dialed)));
  }

  #put(lane: Lane): void {
    const named = lane.resolved !== null && lane.resolved !== lane.address;
    const settled = named ? { ...lane, id: `${lane.id}#${lane.resolved}` } : lane;
    const planId = lane.id;
    this.#settled.set(planId, [...(this.#settled.get(planId) ?? []), settled]);
    if (!this.#expected.has(planId)) this.#expected.set(planId, 1);
    this.#settle(settled);
    this.#wake();
  }

  #witness(planned: PlannedLane, dialed: DialedEvent): ListenerWitness | null {
    const farEnd = this.#farEnds.get(planned.to);
    if (!farEnd) return null;
    return {
      address: planned.listen,
      port: dialed.port,
      received: farEnd.received,
      complete: farEnd.listening(),
    };
  }

  #seen(dialed: DialedEvent): boolean {
    const planned = this.#planned.get(dialed.lane);
    const farEnd = planned && this.#farEnds.get(planned.to);
    return farEnd?.received.some((event) => dialed.nonces.includes(event.nonce)) ?? false;
  }

  /** Whether a lane is settled, for every address its name resolves to. */
  isComplete(id: string): boolean {
    const settled = this.#settled.get(id)?.length ?? 0;
    return settled > 0 && settled >= (this.#expected.get(id) ?? 1);
  }

  /** Whether this address of the lane was dialled already: a line told twice settles nothing twice. */
  #isKnown(event: DialedEvent): boolean {
    const settled = this.#settled.get(event.lane) ?? [];
    return (
      settled.some((lane) => lane.resolved === event.address) ||
      [...this.#waiting].some(({ dialed }) => dialed.lane === event.lane && dialed.address === event.address)
    );
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) {
      if (!watcher.ids.every((id) => this.isComplete(id))) continue;
      this.#watchers.splice(this.#watchers.indexOf(watcher), 1);
      watcher.resolve();
    }
  }
}

function needsWitness(event: DialedEvent): boolean {
  return event.outcome === 'reachable' || event.outcome === 'timed-out';
}

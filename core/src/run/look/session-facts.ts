import { known, unknown, type Known } from '../../model/known.ts';
import type { FactsEvent, Interface, ListenersFacts, ListeningEntry } from '../../protocol/index.ts';

/** A whole list of listening sockets, its parts put together. */
export interface ListenersSeen extends Pick<ListenersFacts, 'owners' | 'reason' | 'unprivilegedPortStart'> {
  readonly entries: readonly ListeningEntry[];
}

/** Whether a connection was seen to arrive; null when none was while somebody watched. */
export type Arrival = Extract<FactsEvent, { kind: 'arrivals' }>['seen'];

/** What one session's inspections told, each as a promise that always resolves: to an unknown when the session ends without it. */
export class SessionFacts {
  readonly listeners: Promise<Known<ListenersSeen>>;
  readonly interfaces: Promise<Known<readonly Interface[]>>;
  readonly arrival: Promise<Known<Arrival>>;
  readonly mdns: Promise<Known<number>>;
  readonly ssdp: Promise<Known<number>>;
  readonly #listeners = deferred<Known<ListenersSeen>>();
  readonly #interfaces = deferred<Known<readonly Interface[]>>();
  readonly #arrival = deferred<Known<Arrival>>();
  readonly #mdns = deferred<Known<number>>();
  readonly #ssdp = deferred<Known<number>>();
  readonly #parts: ListenersFacts[] = [];

  constructor() {
    this.listeners = this.#listeners.promise;
    this.interfaces = this.#interfaces.promise;
    this.arrival = this.#arrival.promise;
    this.mdns = this.#mdns.promise;
    this.ssdp = this.#ssdp.promise;
  }

  /** Takes one line of facts. */
  hear(event: FactsEvent): void {
    switch (event.kind) {
      case 'listeners':
        this.#parts.push(event);
        if (this.#parts.length === event.parts) this.#listeners.resolve(whole(this.#parts, event));
        break;
      case 'interfaces':
        this.#interfaces.resolve(known(event.interfaces, 'probe'));
        break;
      case 'arrivals':
        this.#arrival.resolve(known(event.seen, 'probe'));
        break;
      case 'discover':
        this.#of(event.protocol).resolve(known(event.answered.length, 'probe'));
        break;
      case 'failed':
        this.#fail(event.inspection, event.reason);
        break;
      default:
        break; // Nobody here asks for the other inspections.
    }
  }

  /** Nothing more will come: what is open is unknown for this reason. */
  end(reason: string): void {
    for (const open of [this.#listeners, this.#interfaces, this.#arrival, this.#mdns, this.#ssdp])
      open.resolve(unknown(reason));
  }

  #of(protocol: 'mdns' | 'ssdp') {
    return protocol === 'mdns' ? this.#mdns : this.#ssdp;
  }

  #fail(inspection: string, reason: string): void {
    const not = unknown(reason);
    if (inspection === 'listeners') this.#listeners.resolve(not);
    if (inspection === 'interfaces') this.#interfaces.resolve(not);
    if (inspection.startsWith('arrivals')) this.#arrival.resolve(not);
    if (inspection === 'discover mdns') this.#mdns.resolve(not);
    if (inspection === 'discover ssdp') this.#ssdp.resolve(not);
  }
}

function whole(parts: readonly ListenersFacts[], last: ListenersFacts): Known<ListenersSeen> {
  const { owners, reason, unprivilegedPortStart } = last;
  const entries = parts.flatMap((part) => part.listeners);
  return known({ entries, owners, reason, unprivilegedPortStart }, 'probe');
}

function deferred<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((r) => (resolve = r));
  return { promise, resolve };
}

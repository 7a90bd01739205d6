import { Processes } from '../exec/processes.ts';
import type { Message } from './messages.ts';

/** One open page: its channel, its processes and its pending requests. All of it ends with the page. */
export class Page {
  readonly processes = new Processes();
  readonly #left = new AbortController();

  constructor(
    readonly id: string,
    readonly send: (message: Message) => void,
  ) {}

  /** Aborts when the page is left. */
  get signal(): AbortSignal {
    return this.#left.signal;
  }

  /** Ends what the page started. Safe to call twice. */
  leave(): void {
    this.processes.terminateAll();
    this.#left.abort();
  }
}

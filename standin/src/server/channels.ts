import type { ServerResponse } from 'node:http';
import { dispatch, type Desktop } from '../calls/dispatch.ts';
import { Call, type Message } from '../calls/messages.ts';
import { Page } from '../calls/page.ts';
import { messageOf } from '../failure.ts';

/**
 * The open pages. Each holds one long answer open, its channel; when that ends (the tab was left, reloaded, closed or
 * crashed) everything the page started ends too.
 */
export class Channels {
  readonly #pages = new Map<string, Page>();

  constructor(private readonly desktop: Desktop) {}

  /** Takes a response as the channel of a page. */
  open(id: string, response: ServerResponse): void {
    if (id === '' || this.#pages.has(id)) {
      response.end();
      return;
    }
    const send = (message: Message): void => {
      if (!response.writableEnded && !response.destroyed) response.write(`${JSON.stringify(message)}\n`);
    };
    const page = new Page(id, send);
    this.#pages.set(id, page);
    this.desktop.recorder.add({ kind: 'page', event: 'opened', page: id });
    response.on('close', () => {
      this.#pages.delete(id);
      page.leave();
      this.desktop.recorder.add({ kind: 'page', event: 'left', page: id });
    });
    send({ type: 'hello' });
  }

  /** Starts one call; the answer goes through the page's channel. Returns why it cannot be, or null. */
  call(body: string): string | null {
    let call: Call;
    try {
      call = Call.parse(JSON.parse(body));
    } catch (error) {
      return `not a call: ${messageOf(error)}`;
    }
    const page = this.#pages.get(call.page);
    if (page === undefined) return 'this page has no channel';
    void dispatch(call, page, this.desktop);
    return null;
  }

  /** Ends every page and what it started. */
  leaveAll(): void {
    for (const page of this.#pages.values()) page.leave();
  }
}

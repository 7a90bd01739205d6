import type { ProbeEvent } from '@hostnet/core/protocol/probe';

/** Bytes kept for a reader that has stopped reading, before it counts as gone. */
const BACKLOG_BYTES = 4 * 1024 * 1024;

/** Writes events as JSON lines and tells when nobody reads them any more. */
export class LineOutput {
  #closed = false;

  /** `onClosed` is called once, when a write fails or the backlog is too long. */
  constructor(
    readonly stream: NodeJS.WriteStream | NodeJS.WritableStream,
    readonly onClosed: () => void,
  ) {
    stream.on('error', () => this.#close());
  }

  write(event: ProbeEvent): void {
    if (this.#closed) return;
    this.stream.write(`${JSON.stringify(event)}\n`);
    if ('writableLength' in this.stream && this.stream.writableLength > BACKLOG_BYTES) this.#close();
  }

  /** Resolves when all lines are out, or nobody reads them. */
  flush(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.stream.write('', () => resolve()));
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onClosed();
  }
}

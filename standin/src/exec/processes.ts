import type { ChildProcess } from 'node:child_process';

/** The processes one page has running. */
export class Processes {
  readonly #running = new Map<number, ChildProcess>();
  #closed = false;

  /** Remembers a process under its call's id until it has ended. One that comes after the page left is ended at once. */
  add(id: number, child: ChildProcess): void {
    if (child.pid === undefined) return;
    this.#running.set(id, child);
    child.once('close', () => this.#running.delete(id));
    if (this.#closed) child.kill('SIGTERM');
  }

  /** SIGTERM to one process, as `ExecProcess.close()` does: to the child alone, not to what it started itself. */
  terminate(id: number): void {
    this.#running.get(id)?.kill('SIGTERM');
  }

  /** SIGTERM to all, as Desktop does when the tab is left. */
  terminateAll(): void {
    this.#closed = true;
    for (const child of this.#running.values()) child.kill('SIGTERM');
  }

  get count(): number {
    return this.#running.size;
  }
}

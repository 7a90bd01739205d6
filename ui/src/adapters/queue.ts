/** A one-reader queue: values pushed at any time, read in order, ended once. */
export class Queue<T> implements AsyncIterable<T> {
  #values: T[] = [];
  #end: { readonly error: Error | null } | null = null;
  #wake: () => void = () => undefined;

  push(value: T): void {
    if (this.#end) return;
    this.#values.push(value);
    this.#wake();
  }

  /** Ends the queue after what it holds; with an error, the reader gets it as a throw. The first end counts. */
  end(error: Error | null = null): void {
    if (this.#end) return;
    this.#end = { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) {
        yield value;
        continue;
      }
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

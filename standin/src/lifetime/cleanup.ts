import { messageOf } from '../failure.ts';

/** Undoes what was made, last made first undone. One failing step never keeps the others from running. */
export class Cleanup {
  readonly #steps: { readonly name: string; readonly undo: () => Promise<void> }[] = [];
  #running: Promise<string[]> | null = null;

  /** Remembers how to undo something that has just been made (or is about to be). */
  add(name: string, undo: () => Promise<void>): void {
    this.#steps.push({ name, undo });
  }

  /** Runs every step once and returns one sentence for each that failed. Safe to call twice; never throws. */
  run(): Promise<string[]> {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  async #undoAll(): Promise<string[]> {
    const failures: string[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step.undo();
      } catch (error) {
        failures.push(`could not undo "${step.name}": ${messageOf(error)}`);
      }
    }
    return failures;
  }
}

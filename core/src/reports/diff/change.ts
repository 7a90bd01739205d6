/** Whether a change is for the better; `neutral` where it is neither, or cannot be told. */
export type Tone = 'better' | 'worse' | 'neutral';

/** One difference between two reports. */
export interface Change {
  readonly about: 'verdict' | 'version' | 'setting' | 'state' | 'lane' | 'finding' | 'boundary';
  readonly tone: Tone;
  /** One sentence for people. */
  readonly sentence: string;
}

/** Returns the sentence of a value that changed; null when it did not. */
export function changed(
  about: Change['about'],
  what: string,
  before: string | null,
  after: string | null,
): Change | null {
  if (before === after) return null;
  if (before === null)
    return { about, tone: 'neutral', sentence: `${what} is now ${after ?? ''}; it was not known before.` };
  if (after === null)
    return { about, tone: 'neutral', sentence: `${what} is not known any more; it was ${before}.` };
  return { about, tone: 'neutral', sentence: `${what} went from ${before} to ${after}.` };
}

/** Returns the changes that are some. */
export function some(changes: readonly (Change | null)[]): Change[] {
  return changes.filter((change) => change !== null);
}

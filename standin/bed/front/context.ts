import type { Socket } from 'node:net';
import type { Knobs } from '../knobs.ts';

/** What a request needs from the front. */
export interface FrontContext {
  readonly engineSocket: string;
  readonly knobs: () => Knobs;
  /** Attach streams under way, by container as the client named it. */
  readonly attached: Map<string, Set<Socket>>;
}

import { createContext, useContext } from 'react';
import type { Runner } from '../run/runner.ts';

/** What pages may do outside React. */
export interface Surface {
  readonly runner: Runner;
  /** Opens a page in the person's browser. */
  openExternal(url: string): void;
  /** Puts a text on the clipboard; rejects when that is not allowed. */
  copy(text: string): Promise<void>;
}

export const SurfaceContext = createContext<Surface | null>(null);

/** Returns the surface. Throws outside App. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('useSurface is used outside App');
  return surface;
}

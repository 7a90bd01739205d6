import { createContext, useContext } from 'react';
import type { DiagnoseOptions, Ports } from '@hostnet/core';
import type { Runner } from '../run/runner.ts';
import type { HostApp } from './product.ts';

/** What pages may do outside React. */
export interface Surface {
  readonly runner: Runner;
  /** The application this page is shown in. */
  readonly app: HostApp;
  /** The three ports, made when they are first needed. Throws NotInDesktop outside Docker Desktop. */
  ports(): Ports;
  /** Returns fresh randomness for one run. */
  secrets(): DiagnoseOptions['secrets'];
  /** Opens a page in the person's browser. */
  openExternal(url: string): void;
  /** Shows a container on Docker Desktop's own page; rejects where there is none, or it is gone. */
  showContainer(id: string): Promise<void>;
  /** Puts a text on the clipboard; rejects when that is not allowed. */
  copy(text: string): Promise<void>;
  /** Returns the page that explains a code, as Markdown; null where there is none. */
  help(code: string): Promise<string | null>;
}

export const SurfaceContext = createContext<Surface | null>(null);

/** Returns the surface. Throws outside App. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('useSurface is used outside App');
  return surface;
}

import { TextDecoder, TextEncoder } from 'node:util';
import { webcrypto } from 'node:crypto';

/** What a browser has and jsdom does not, and what Vite puts in. Themes are seeded before the app is imported. */
Object.assign(globalThis, { TextDecoder, TextEncoder, __HOSTNET_VERSION__: '0.0.0-test' });
if (!('getRandomValues' in globalThis.crypto))
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto });

const matchMedia = (query: string): Partial<MediaQueryList> => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
});
Object.assign(window, {
  matchMedia,
  __ddMuiV6Themes: { light: { palette: { mode: 'light' } }, dark: { palette: { mode: 'dark' } } },
});
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;

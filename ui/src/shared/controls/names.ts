import type { Lane, Vantage } from '@hostnet/core';

/** Returns a vantage point's name for people. */
export function vantageName(vantage: Vantage): string {
  switch (vantage) {
    case 'host':
      return 'this computer';
    case 'host-mode':
      return 'host-mode container';
    case 'bridge':
      return 'bridge container';
    case 'published':
      return 'published port';
    default:
      return `node ${vantage.slice('node:'.length)}`;
  }
}

/** Returns an operating system's name from Node's os.platform(). */
export function osName(platform: string): string {
  return { darwin: 'macOS', win32: 'Windows', linux: 'Linux' }[platform] ?? platform;
}

/** Returns a duration for people: `0.4 ms`, `12 ms`, `1.2 s`. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Returns how long a run took: `0.8 s`. */
export function took(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Returns an age for people from ms: `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `4 days ago`. */
export function age(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 2) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}

/** Returns `127.0.0.1:8000` or `[::1]:8000`. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Returns TCP or UDP. */
export function transportName(transport: Lane['transport']): string {
  return transport.toUpperCase();
}

/** TCP ports of AirPlay Receiver (docker-elk#739, docs#14248). */
export const AIRPLAY_PORTS: readonly number[] = [5000, 7000];

/** Whether a process is the one that receives AirPlay: `ControlCenter`, which `lsof` cuts to `ControlCe` (docker-elk#739). */
export function isAirplay(process: string | null): boolean {
  return /^ControlCe/i.test(process ?? '');
}

/** Whether a process is the DNS responder of macOS: `mDNSResponder`, which `lsof` cuts to `mDNSRespo` (for-mac#7008). */
export function isResponder(process: string | null): boolean {
  return /^mDNSRespo/i.test(process ?? '');
}

/** Returns the name people know a system service by, when it is one that is known to take a port; null otherwise. */
export function systemService(one: {
  readonly process: string | null;
  readonly port: number;
}): string | null {
  if (isAirplay(one.process) && AIRPLAY_PORTS.includes(one.port)) return 'AirPlay Receiver';
  return isResponder(one.process) ? 'mDNSResponder, the name service of macOS' : null;
}

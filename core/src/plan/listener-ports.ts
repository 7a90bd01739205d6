/**
 * Ports of a run lie below every system's ephemeral range (Linux 32768, IANA 49152) and below Kubernetes' NodePorts
 * (30000–32767), so that nothing takes them by accident. Each side draws from its own: a forwarder opens each side's ports on
 * the other one too (docs/adr/0012).
 */
const FIRST = { container: 20_000, host: 25_000 } as const;
const COUNT = 5000;

/**
 * Returns `count` different ports for listeners of one side, drawn from the run's token. `attempt` draws others, for when one
 * was taken. The token is random, so these are; the function itself is pure.
 */
export function portsFrom(token: string, side: keyof typeof FIRST, count: number, attempt: number): number[] {
  const ports = new Set<number>();
  let state = Number.parseInt(token.slice(0, 8), 16) + attempt * 7919;
  while (ports.size < count) {
    // A linear congruential step (Numerical Recipes' constants) spreads the draws; it need not be secret.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    ports.add(FIRST[side] + (state % COUNT));
  }
  return [...ports];
}

/** Returns a multicast group for this run in the administratively scoped block 239.255.0.0/16 (RFC 2365 §6.1). */
export function multicastGroupFrom(token: string): string {
  const byte = (at: number) => (Number.parseInt(token.slice(at, at + 2), 16) % 254) + 1;
  return `239.255.${byte(8)}.${byte(10)}`;
}

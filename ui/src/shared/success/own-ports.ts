import type { Report } from '@hostnet/core';

/** A port of a person's own host-mode container that this computer was seen to reach. */
export interface OwnPort {
  readonly container: string;
  readonly port: number;
  /** What a browser can open. */
  readonly url: string;
}

const LOOPBACK = new Set(['127.0.0.1', '::1']);

/** Returns the TCP ports of host-mode containers that answered at localhost in this run, each once, in order; never one that was not tried. */
export function ownPorts(report: Pick<Report, 'listeners' | 'ports'> | null): OwnPort[] {
  const reached = new Set(
    report?.ports?.reach.flatMap(({ transport, port, address, outcome }) =>
      transport === 'tcp' && outcome === 'reachable' && LOOPBACK.has(address) ? [port] : [],
    ),
  );
  const found = new Map<number, OwnPort>();
  for (const { transport, port, container } of report?.listeners ?? []) {
    if (transport !== 'tcp' || !container || !reached.has(port)) continue;
    found.set(port, { container: container.name, port, url: `http://localhost:${port}` });
  }
  return [...found.values()].sort((a, b) => a.port - b.port);
}

import type { PortsReport } from '@hostnet/core/listening';
import { endpoint } from '../../../shared/controls/names.ts';

/** A port that answers at this computer's LAN address. */
export interface LanPort {
  readonly key: string;
  /** `web, port 8080`. */
  readonly label: string;
  readonly address: string;
  readonly port: number;
  readonly url: string;
  /** What stands open, for people. */
  readonly warning: string;
}

/** Returns the TCP ports that were seen to answer at the LAN address, each once; containers' first. */
export function lanPorts(report: PortsReport): LanPort[] {
  const found = new Map<string, LanPort>();
  const rows = (report.listeners ?? []).filter(
    ({ transport, reach }) => transport === 'tcp' && reach.lan.outcome === 'reachable',
  );
  for (const row of [...rows.filter((r) => r.container), ...rows.filter((r) => !r.container)]) {
    const { address } = row.reach.lan;
    const key = `${row.port}`;
    if (address === null || found.has(key)) continue;
    const who = row.container?.name ?? row.publishedBy?.name ?? row.process ?? 'a program';
    found.set(key, {
      key,
      address,
      port: row.port,
      label: `${who}, port ${row.port}`,
      url: `http://${endpoint(address, row.port)}`,
      warning: warningOf(row.address, who),
    });
  }
  return [...found.values()];
}

function warningOf(bound: string, who: string): string {
  const wildcard = bound === '0.0.0.0' || bound === '::';
  const how = wildcard ? 'listens on every address' : `listens on ${bound}`;
  const remedy = wildcard ? ' To keep it to yourself, let it listen on 127.0.0.1.' : '';
  return `${who} ${how}: anybody in your network can open this port.${remedy}`;
}

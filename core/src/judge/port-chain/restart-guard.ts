import { quote } from '../../knowledge/commands.ts';
import { refusedEverywhere } from './rows.ts';
import type { Forgotten, HostNetworking, PortRow } from '../../model/ports-report.ts';

/**
 * Returns the containers whose listeners exist in the VM and are refused at every address of this computer, while host
 * networking is measured to work: the forwarder forgot them, as after a restart (docker/for-mac#7683).
 */
export function forgottenContainers(rows: readonly PortRow[], hostNetworking: HostNetworking): Forgotten[] {
  if (hostNetworking.state !== 'works') return [];
  const found = new Map<string, { name: string; ports: Set<number> }>();
  for (const row of rows) {
    // An IPv6 listener may not be forwarded at all (docs#20473); restarting its container would change nothing.
    if (row.transport !== 'tcp' || !row.container || row.reach.v4.expected !== 'yes') continue;
    if (!refusedEverywhere(row)) continue;
    const entry = found.get(row.container.id) ?? { name: row.container.name, ports: new Set<number>() };
    entry.ports.add(row.port);
    found.set(row.container.id, entry);
  }
  return [...found].map(([id, { name, ports }]) => ({
    container: { id, name },
    ports: [...ports].sort((a, b) => a - b),
    command: `docker restart ${quote(name)}`,
  }));
}

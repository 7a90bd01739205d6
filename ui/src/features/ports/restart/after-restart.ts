import type { Forgotten, PortsReport } from '@hostnet/core/listening';

/** What was measured after a container was restarted. `waiting`: it does not listen yet. */
export type Restarted =
  | { readonly state: 'answers'; readonly sentence: string }
  | { readonly state: 'waiting' | 'forgotten' | 'unknown'; readonly sentence: string };

/** Returns what a look after the restart shows of the ports that were forgotten. It answers only where that was measured. */
export function afterRestart({ container, ports }: Forgotten, report: PortsReport): Restarted {
  const { name, id } = container;
  if (report.listeners === null)
    return { state: 'unknown', sentence: `${name} was restarted; whether it answers could not be measured.` };
  if (report.restartGuard.some((one) => one.container.id === id))
    return {
      state: 'forgotten',
      sentence: `${name} was restarted and listens, but this computer still cannot reach it.`,
    };
  const rows = report.listeners.filter(
    (row) => row.transport === 'tcp' && row.container?.id === id && ports.includes(row.port),
  );
  const answered = ports.filter((port) =>
    rows.some(
      (row) => row.port === port && Object.values(row.reach).some((cell) => cell.outcome === 'reachable'),
    ),
  );
  if (answered.length === ports.length)
    return { state: 'answers', sentence: `${name} was restarted and answers again on ${portsText(ports)}.` };
  if (rows.length < ports.length)
    return {
      state: 'waiting',
      sentence: `${name} was restarted and does not listen on ${portsText(ports)} yet.`,
    };
  return {
    state: 'unknown',
    sentence: `${name} was restarted; whether it answers on ${portsText(ports)} was not measured.`,
  };
}

/** Returns `port 80`, `ports 80 and 443`, `ports 1, 2, 3 and 7 more`. */
export function portsText(ports: readonly number[]): string {
  if (ports.length === 1) return `port ${ports[0] ?? ''}`;
  if (ports.length > 4) return `ports ${ports.slice(0, 3).join(', ')} and ${ports.length - 3} more`;
  return `ports ${ports.slice(0, -1).join(', ')} and ${ports.at(-1) ?? ''}`;
}

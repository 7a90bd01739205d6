import type { HostListener } from '../../model/port-facts.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { BindFailure, PortReach } from '../../model/port-facts.ts';
import type { Transport } from '../../words/enums.ts';
import type { PortRow, PortsReport } from '../../model/ports-report.ts';
import { hostListenerAt } from './socket-owner.ts';

/** A host-mode container whose `-p PORT:containerPort` the engine ignores. */
export interface Discarded {
  readonly container: ContainerFacts;
  readonly containerPort: number;
  /** What this container really listens on, in this transport. */
  readonly rows: readonly PortRow[];
}

/** Everything of a report that concerns one port. */
export interface Subject {
  readonly report: PortsReport;
  readonly port: number;
  readonly transport: Transport;
  /** Listeners on the port in host mode; null when the namespace could not be looked into. */
  readonly rows: readonly PortRow[] | null;
  readonly otherTransport: readonly PortRow[];
  readonly discarded: readonly Discarded[];
  /** Bridge containers that publish the port, and to which port of theirs. */
  readonly published: readonly { readonly container: ContainerFacts; readonly containerPort: number }[];
  /** Running bridge containers that expose the port and do not publish it. */
  readonly bridgeOnly: readonly ContainerFacts[];
  /** Host-mode containers that would use the port and do not run. */
  readonly stopped: readonly ContainerFacts[];
  readonly failures: readonly BindFailure[];
  readonly reach: readonly PortReach[];
  /** Who holds the port on this computer itself; null when nobody does, or it is not known. */
  readonly holder: HostListener | null;
  readonly ownStack: boolean;
  readonly platform: string;
}

/** Gathers what the links look at. */
export function subjectOf(report: PortsReport, port: number, transport: Transport): Subject {
  const here = report.listeners?.filter((row) => row.port === port) ?? null;
  const { containers, ports, facts } = report;
  const byId = new Map<string, PortRow[]>();
  for (const row of report.listeners ?? []) {
    if (row.container && row.transport === transport)
      byId.set(row.container.id, [...(byId.get(row.container.id) ?? []), row]);
  }
  const running = containers.filter((one) => one.state === 'running');
  const isHost = (one: ContainerFacts) => one.networkMode === 'host';
  const exposes = (one: ContainerFacts) =>
    one.exposedPorts.some((p) => p.port === port && p.transport === transport);
  return {
    ...{ report, port, transport },
    rows: here?.filter((row) => row.transport === transport) ?? null,
    otherTransport: here?.filter((row) => row.transport !== transport) ?? [],
    discarded: running
      .filter(isHost)
      .flatMap((container) =>
        container.requestedPorts
          .filter((p) => p.hostPort === port && p.transport === transport && p.containerPort !== port)
          .map(({ containerPort }) => ({ container, containerPort, rows: byId.get(container.id) ?? [] })),
      ),
    published: running.flatMap((container) => {
      const found = container.publishedPorts.find((p) => p.hostPort === port && p.transport === transport);
      return found && !isHost(container) ? [{ container, containerPort: found.containerPort }] : [];
    }),
    bridgeOnly: running.filter(
      (one) => !isHost(one) && exposes(one) && !one.networkMode.startsWith('container:'),
    ),
    stopped: containers.filter((one) => isHost(one) && one.state !== 'running' && exposes(one)),
    failures: ports.bindFailures.filter((failure) => failure.port === port),
    reach: ports.reach.filter((one) => one.port === port && one.transport === transport),
    holder: holderOf(report, port, transport),
    ownStack: report.hostNetworking.state === 'own-stack',
    platform: facts.host.platform,
  };
}

function holderOf({ ports, facts }: PortsReport, port: number, transport: Transport): HostListener | null {
  if (!ports.hostListeners.known) return null;
  const lan = facts.host.lanAddress;
  const all = ports.hostListeners.value;
  for (const address of ['127.0.0.1', '::1', ...(lan.known ? [lan.value] : [])]) {
    const found = hostListenerAt(all, transport, address, port);
    if (found) return found;
  }
  return null;
}

/** Names a port: `8080`, or `53/udp`. */
export function portName(port: number, transport: Transport): string {
  return transport === 'tcp' ? String(port) : `${port}/udp`;
}

/** Names who has a listener: the process of a container, a process alone, or nobody that is known. */
export function programOf(row: Pick<PortRow, 'container' | 'process' | 'pid'>): string {
  const process = row.process ?? null;
  if (row.container) return process === null ? row.container.name : `${process} of ${row.container.name}`;
  if (process === null) return 'a program that could not be named';
  return row.pid === null ? process : `${process} (pid ${row.pid})`;
}

/** Joins as people do: `a`, `a and b`, `a, b and c`. */
export function and(words: readonly string[]): string {
  const list = [...new Set(words)];
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1) ?? ''}`;
}

/** Returns a sentence with a capital letter; names of programs and containers stay as they are. */
export function capital(text: string): string {
  return /^(a|an|it|this|nothing) /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}

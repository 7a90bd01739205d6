import type { HostListener } from '../../model/port-facts.ts';
import type { ContainerFacts } from '../../model/facts.ts';
import type { PortReach } from '../../model/port-facts.ts';
import type { Transport } from '../../words/enums.ts';
import type { PortRow, PortsReport } from '../../model/ports-report.ts';
import { isForwarder } from '../../knowledge/forwarders.ts';
import type { PortHint } from '../../model/port-hint.ts';
import { mentionsOf, type Mention } from './mentions.ts';
import { answerOfOwn, hostListenerAt } from './socket-owner.ts';

/** A host-mode container whose `-p PORT:containerPort` the engine ignores. */
export interface Discarded {
  readonly container: ContainerFacts;
  readonly containerPort: number;
  readonly hostPort: number | null;
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
  /** Containers that would have the port of this computer and do not run: by `-p`, or in host mode by what they say of it. */
  readonly stopped: readonly ContainerFacts[];
  /** Running bridge containers that publish their own port of this number under another number of this computer. */
  readonly publishedAs: readonly { readonly container: ContainerFacts; readonly hostPort: number }[];
  /** Host-mode containers that were started with `-p …:PORT`, whose other side is not this number. */
  readonly innerSide: readonly Discarded[];
  /** A program of this computer that has the port, of no container and not on the engine's behalf; null when none is known. */
  readonly own: HostListener | null;
  /** Where containers name the port: `-p`, EXPOSE, a health check, the environment. */
  readonly mentions: readonly Mention[];
  /** What a Compose file here says of the port. */
  readonly hints: readonly PortHint[];
  readonly reach: readonly PortReach[];
  /** Who holds the port on this computer itself; null when nobody does, or it is not known. */
  readonly holder: HostListener | null;
  readonly ownStack: boolean;
  readonly platform: string;
}

/** Gathers what the links look at. */
export function subjectOf(
  report: PortsReport,
  port: number,
  transport: Transport,
  hints: readonly PortHint[] = [],
): Subject {
  const here = report.listeners?.filter((row) => row.port === port) ?? null;
  const { containers, ports, facts } = report;
  const byId = new Map<string, PortRow[]>();
  for (const row of report.listeners ?? []) {
    if (row.container && row.transport === transport)
      byId.set(row.container.id, [...(byId.get(row.container.id) ?? []), row]);
  }
  const running = containers.filter((one) => one.state === 'running' || one.state === 'paused');
  const isHost = (one: ContainerFacts) => one.networkMode === 'host';
  const exposes = (one: ContainerFacts) =>
    one.exposedPorts.some((p) => p.port === port && p.transport === transport);
  const published = running.flatMap((container) => {
    const found = container.publishedPorts.find((p) => p.hostPort === port && p.transport === transport);
    return found && !isHost(container) ? [{ container, containerPort: found.containerPort }] : [];
  });
  const maps = running.filter(isHost).flatMap((container) =>
    container.requestedPorts
      .filter((p) => p.transport === transport)
      .map(({ containerPort, hostPort }) => ({
        container,
        containerPort,
        hostPort,
        rows: byId.get(container.id) ?? [],
      })),
  );
  const mentions = mentionsOf(containers, port, transport);
  const wouldHave = (one: ContainerFacts) =>
    isHost(one)
      ? mentions.some(({ holder }) => holder === one)
      : one.requestedPorts.some((p) => p.hostPort === port && p.transport === transport);
  const seen = (here ?? []).filter((row) => row.transport === transport);
  const holder = holderOf(report, port, transport);
  // A socket without an owner may be that of a container in host mode none of whose sockets is seen.
  const unseen = running.some((one) => isHost(one) && !byId.has(one.id));
  const wanted = seen.some(({ container, pid }) => container !== null || (pid === null && unseen));
  const own = ownProgram(report, holder, published.length > 0 || wanted);
  // What the engine's machine then has there only leads to that program.
  const rows = own === null ? seen : [];
  return {
    report,
    port,
    transport,
    rows: here && rows,
    otherTransport: here?.filter((row) => row.transport !== transport) ?? [],
    discarded: maps.filter((one) => one.hostPort === port && one.containerPort !== port),
    innerSide: maps.filter((one) => one.containerPort === port && one.hostPort !== port),
    published,
    bridgeOnly: running.filter(
      (one) => !isHost(one) && exposes(one) && !one.networkMode.startsWith('container:'),
    ),
    publishedAs: running.flatMap((container) => {
      const found = container.publishedPorts.find(
        (p) => p.containerPort === port && p.transport === transport,
      );
      return found && found.hostPort !== port && !isHost(container)
        ? [{ container, hostPort: found.hostPort }]
        : [];
    }),
    own,
    mentions,
    hints,
    stopped: containers.filter((one) => !running.includes(one) && wouldHave(one)),
    reach: ports.reach
      .filter((one) => one.port === port && one.transport === transport)
      .map((one) => (own === null ? one : answerOfOwn(one, own, ports.hostListeners))),
    holder,
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
  // On another address: nothing that is tried meets it, and it has the port all the same.
  return all.find((one) => one.port === port && one.transport === transport) ?? null;
}

/** The holder of the port, where it is surely a program of this computer and stands for no container. */
function ownProgram(
  { hostNetworking }: PortsReport,
  holder: HostListener | null,
  wanted: boolean,
): HostListener | null {
  if (wanted || holder === null || hostNetworking.state === 'own-stack') return null;
  return holder.process !== null && !isForwarder(holder.process) ? holder : null;
}

/** Whether all that listens is the engine's own proxy, which stands for a container that publishes the port. */
export function isProxied({ rows, published }: Pick<Subject, 'rows' | 'published'>): boolean {
  if (published.length === 0 || rows === null || rows.length === 0) return false;
  return rows.every(({ container, process }) => container === null && isForwarder(process ?? 'docker-proxy'));
}

/** Names a port: `8080`, or `53/udp`. */
export function portName(port: number, transport: Transport): string {
  return transport === 'tcp' ? String(port) : `${port}/udp`;
}

/** Names who has a listener: the container that publishes it, the process of a container, a process alone, or nobody that is known. */
export function programOf(row: Pick<PortRow, 'container' | 'process' | 'pid' | 'publishedBy'>): string {
  const process = row.process ?? null;
  if (row.publishedBy) return row.publishedBy.name;
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
  return /^(a|an|it|the|this|nothing) /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}

import type { ContainerFacts } from '../../../model/facts.ts';
import type { BindFailure } from '../../../model/port-facts.ts';
import type { Finding } from '../../../model/finding.ts';

import { transportIn } from '../../../facts/bind-failures.ts';
import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { hostModeNet, isHostMode } from '../../reading/host-mode-net.ts';
import { holdersOf, type Holder } from '../../reading/holders.ts';
import { ownerCommand } from '../../../knowledge/owner-command.ts';
import { containersByName, overlap, portName } from '../../reading/port-words.ts';

/** Codes of containers and ports, from HN0303 on. Read through catalogue.ts. */
const HN0303 = entry({
  code: 'HN0303',
  name: 'port-taken',
  severity: 'error',
  topic: 'conflict',
  title: '{container} could not listen on {port}: {holder} has it',
  template:
    '{source} "{line}" Ports of the host’s network exist once, for all containers in host mode together.',
});

/** What the finding is made of. */
interface Case {
  readonly failure: BindFailure;
  readonly container: ContainerFacts;
  /** `80/tcp`; null where neither the words nor the configuration tell. */
  readonly port: string | null;
  /** true when the port is the container's by configuration, since its words name none. */
  readonly guessed: boolean;
  readonly holder: Holder | null;
}

/** HN0303: a container says that its port was taken, and who has it now (for-mac#3143, for-mac#1248, for-win#14407). */
export const portTaken: Check = {
  entry: HN0303,
  applicable: ({ ports }) => {
    if (ports === null) return 'the ports were not checked in this run';
    const any = ports.bindFailures.some(({ kind }) => kind === 'address-in-use');
    return any || 'no container reported that a port was taken';
  },
  check(input) {
    const failures = (input.ports?.bindFailures ?? []).filter(({ kind }) => kind === 'address-in-use');
    const containers = containersByName(input.containers);
    const holders = holdersOf(input);
    const told = new Set<string>();
    return failures.flatMap((failure) => {
      const container = containers.get(failure.container);
      if (!container) return [];
      const found = caseOf(failure, container, holders);
      const key = `${container.id} ${found.port ?? ''}`;
      if (told.has(key) || isOver(found, holders, input)) return [];
      told.add(key);
      return [tell(found, input)];
    });
  },
};

function caseOf(failure: BindFailure, container: ContainerFacts, holders: Holders): Case {
  const { port } = failure;
  const asked = wantedBy(container);
  const said = transportIn(failure.line);
  const transports = said === null ? ['tcp', 'udp'] : [said];
  const candidates = port === null ? asked : transports.map((transport) => portName(transport, port));
  const withHolder = candidates.flatMap((name) => {
    const holder = holders
      .get(name)
      ?.find((h) => h.container?.id !== container.id && overlap(h.address, failure.address ?? ''));
    return holder ? [{ port: name, holder }] : [];
  });
  // Without a port in its words, only one port that somebody else has can be meant.
  const chosen = port !== null || withHolder.length === 1 ? withHolder[0] : undefined;
  const named = candidates.find((name) => asked.includes(name)) ?? candidates[0] ?? null;
  return {
    failure,
    container,
    guessed: port === null,
    port: chosen?.port ?? (port === null ? null : named),
    holder: chosen?.holder ?? null,
  };
}

type Holders = ReadonlyMap<string, readonly Holder[]>;

function wantedBy(container: ContainerFacts): string[] {
  return isHostMode(container)
    ? container.exposedPorts.map((p) => portName(p.transport, p.port))
    : container.requestedPorts.flatMap((p) =>
        p.hostPort === null ? [] : [portName(p.transport, p.hostPort)],
      );
}

/** Whether the words are old: the container has the port by now, or runs and could have it. */
function isOver({ container, port, holder }: Case, holders: Holders, { ports }: Evidence): boolean {
  if (container.state !== 'running') return false;
  const own = port === null ? [] : (holders.get(port) ?? []);
  if (own.some((h) => h.container?.id === container.id)) return true;
  return (holder?.container ?? null) === null && ports?.owners !== 'all';
}

function tell({ failure, container, port, guessed, holder }: Case, input: Evidence): Finding {
  const { name } = container;
  const where = port === null ? 'its port' : `port ${port}${guessed ? ' (by its configuration)' : ''}`;
  return finding(
    HN0303,
    {
      container: name,
      port: where,
      holder: holder?.who ?? 'something else',
      source: container.error.includes(failure.line) ? 'The engine said:' : `${name} said:`,
      line: failure.line,
    },
    {
      ports: port === null ? [] : [port],
      severity: container.state === 'running' ? 'warning' : 'error',
      evidence: [`${name} is ${container.state}`, holder?.evidence ?? 'no program was seen to hold it now'],
      remedy: remedyOf(name, port, holder, input),
    },
  );
}

function remedyOf(name: string, port: string | null, holder: Holder | null, input: Evidence) {
  if (holder?.container)
    return {
      text: `Give ${name} another port, or stop ${holder.who} and start ${name} again.`,
      command: `docker stop ${holder.container.name}`,
    };
  if (holder && !holder.onHost && hostModeNet(input.facts) === 'elsewhere')
    return { text: `Give ${name} another port: this one is in use where the engine runs.`, command: null };
  const [number, transport] = port?.split('/') ?? [];
  const command =
    number === undefined
      ? null
      : ownerCommand(input.facts.host.platform, transport === 'udp' ? 'udp' : 'tcp', Number(number));
  if (holder) return { text: `Give ${name} another port, or stop ${holder.who}.`, command };
  return {
    text: `Start ${name} again: the program that held the port may have ended.`,
    command: `docker restart ${name}`,
  };
}

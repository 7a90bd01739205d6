import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';
import { byContainer, groupBy, isWildcard, portName } from '../../reading/port-words.ts';

const HN0302 = entry({
  code: 'HN0302',
  name: 'port-clash',
  severity: 'warning',
  topic: 'conflict',
  title: '{first} and {second} both want port {port}',
  template: 'They share one network, so only one of them can have it: {why}.',
});

/** A port of the host's network that a container wants, and what says so. */
interface Want {
  readonly container: ContainerFacts;
  readonly port: string;
  readonly address: string;
  readonly because: string;
  /** A socket that was seen to listen: two of these do not clash, since both have what they want. */
  readonly seen: boolean;
}

/** The engine's and the system's words for a port that is taken. */
export const TAKEN = /port is already allocated|address already in use/i;

/** HN0302: two containers want one port of the same network: both host-mode, or one of them published on it. */
export const portClash: Check = {
  entry: HN0302,
  applicable: ({ containers }) => containers.length > 1 || 'fewer than two containers',
  check(input) {
    const told = new Set(
      (input.ports?.bindFailures ?? [])
        .filter(({ kind }) => kind === 'address-in-use')
        .map(({ container, port }) => `${container} ${port}`),
    );
    const wants = groupBy(wantsOf(input), (want) => want.port);
    return [...wants.values()]
      .flatMap(clashesIn)
      .filter((pair) => !pair.some((want) => isTold(want, told)))
      .map(([first, second]) => tell(first, second));
  },
};

/** Whether HN0303 tells that this container did not get this port. */
function isTold({ container, port }: Want, told: ReadonlySet<string>): boolean {
  const number = Number.parseInt(port, 10);
  return [container.id, container.name].some((name) => told.has(`${name} ${number}`));
}

/** Running containers, and those that could not start because a port was taken. */
function matters(container: ContainerFacts): boolean {
  return container.state === 'running' || TAKEN.test(container.error);
}

/** `EXPOSE` counts only for a container none of whose sockets is known: it is what an image says, not what is so. */
function wantsOf({ containers, listeners, ports }: Evidence): Want[] {
  const owned = byContainer(listeners);
  const allKnown = ports?.owners === 'all';
  return containers.filter(matters).flatMap((container): Want[] => {
    const { name } = container;
    if (!isHostMode(container)) {
      return container.requestedPorts.flatMap((p) => {
        if (p.hostPort === null) return [];
        const because = `${name} publishes ${p.hostPort}:${p.containerPort}/${p.transport}`;
        const port = portName(p.transport, p.hostPort);
        return [{ container, port, address: p.hostAddress, because, seen: false }];
      });
    }
    const sockets = owned.get(container.id);
    if (container.state === 'running' && (allKnown || sockets)) {
      return (sockets ?? []).map(({ transport, port, address }) => ({
        container,
        port: portName(transport, port),
        address,
        seen: true,
        because: `${name} is in host mode and listens on ${portName(transport, port)}`,
      }));
    }
    return container.exposedPorts.map(({ transport, port }) => ({
      container,
      port: portName(transport, port),
      address: '',
      seen: false,
      because: `${name} is in host mode and exposes ${portName(transport, port)}`,
    }));
  });
}

/** Each want that clashes with an earlier one of another container, with the first of these. One pass, however many want the port. */
function clashesIn(wants: readonly Want[]): [Want, Want][] {
  const clashes: [Want, Want][] = [];
  const firsts = new Map<string, Want>();
  let firstOfAll: Want | null = null;
  let firstEverywhere: Want | null = null;
  for (const [id, own] of groupBy(wants, (want) => want.container.id)) {
    const clash = own.flatMap((want): [Want, Want][] => {
      const first: Want | null | undefined = isWildcard(want.address)
        ? firstOfAll
        : (firsts.get(want.address) ?? firstEverywhere);
      return first && first.container.id !== id && !(first.seen && want.seen) ? [[first, want]] : [];
    });
    clashes.push(...clash.slice(0, 1));
    for (const want of own) {
      firstOfAll ??= want;
      if (isWildcard(want.address)) firstEverywhere ??= want;
      if (!firsts.has(want.address)) firsts.set(want.address, want);
    }
  }
  return clashes;
}

function tell(first: Want, second: Want) {
  return finding(
    HN0302,
    {
      first: first.container.name,
      second: second.container.name,
      port: first.port,
      why: `${first.because}, ${second.because}`,
    },
    {
      evidence: [first, second].flatMap((want) => [
        want.because,
        ...(want.container.error === '' ? [] : [`${want.container.name}: ${want.container.error}`]),
      ]),
      remedy: {
        text: `Give ${second.container.name} another port, or stop one of the two.`,
        command: `docker stop ${second.container.name}`,
      },
    },
  );
}

import { isLoopback, plainAddress } from '../../../plan/targets.ts';
import type { InsideLook, InsideSocket } from '../../../model/port-facts.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { portName, some } from '../../reading/port-words.ts';

const HN0328 = entry({
  code: 'HN0328',
  name: 'published-not-served',
  severity: 'error',
  title: '{container} publishes port {port}, but {what}',
  template:
    'The engine forwards {hostPort} to {port} at the container’s own address. It accepts a connection before it knows whether a program is there, and then resets or closes it. {why}',
});

/** HN0328: docker-proxy reaches no program in the container: it listens on loopback there, or on another port (vitejs/vite#16522). */
export const publishedNotServed: Check = {
  entry: HN0328,
  applicable: ({ ports }) =>
    (ports?.inside ?? []).length > 0 || 'no container that publishes a port was inspected',
  check({ ports }) {
    return (ports?.inside ?? []).flatMap((look) => {
      const fault = faultOf(look);
      if (fault === null) return [];
      const { container, hostPort, containerPort, transport } = look;
      const port = portName(transport, containerPort);
      return [
        finding(
          HN0328,
          { container: container.name, port, hostPort: String(hostPort), what: fault.what, why: fault.why },
          {
            evidence: [
              `${container.name} publishes ${hostPort}:${port}`,
              ...fault.sockets.map((one) => `inside it: ${nameOf(one)} listens on ${placeOf(one)}`),
            ],
            remedy: { text: fault.remedy, command: null },
            ports: [portName(transport, hostPort)],
          },
        ),
      ];
    });
  },
};

interface Fault {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  readonly sockets: readonly InsideSocket[];
}

/** What keeps the engine from the program; null where one can be reached, or the list is not known. */
function faultOf({ container, hostPort, containerPort, transport, sockets }: InsideLook): Fault | null {
  if (!sockets.known) return null;
  const all = sockets.value.filter((one) => one.transport === transport);
  const mine = all.filter(({ port }) => port === containerPort);
  const [first] = mine;
  if (mine.some(({ address }) => !isLoopback(plainAddress(address)))) return null;
  if (first)
    return {
      what: `${nameOf(first)} listens on ${placeOf(first)} inside it, where docker-proxy cannot reach it`,
      why: 'The loopback address of a container is for programs inside it alone.',
      remedy: `Let the program in ${container.name} listen on 0.0.0.0 in place of ${first.address}.`,
      sockets: mine,
    };
  const others = all.filter(({ address }) => !isLoopback(plainAddress(address)));
  const ports = [...new Set(others.map(({ port }) => port))];
  if (ports.length === 0)
    return {
      what: 'nothing listens on it inside the container',
      why: 'No program inside the container listens on an address that others can reach.',
      remedy: `See in the log of ${container.name} why its program does not listen on ${containerPort}.`,
      sockets: all.slice(0, 4),
    };
  const [only = 0] = ports;
  return {
    what: `nothing listens on it inside the container; ${some(ports.map(String))} is what it listens on`,
    why: 'A published port is HOST:CONTAINER, and the second number is the one that the program listens on.',
    remedy:
      ports.length === 1
        ? `Publish the port as -p ${hostPort}:${only}${transport === 'udp' ? '/udp' : ''}.`
        : `Publish the port that the program is meant to serve, as -p ${hostPort}:PORT.`,
    sockets: others.slice(0, 4),
  };
}

function nameOf({ process }: InsideSocket): string {
  return process ?? 'the program';
}

function placeOf({ address, port }: InsideSocket): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

import type { ContainerFacts } from '../facts/facts.ts';
import { HN0302 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';

/** A port of the host's network that a container wants, and what says so. */
interface Want {
  readonly container: ContainerFacts;
  readonly transport: string;
  readonly port: number;
  readonly address: string;
  readonly because: string;
}

/** The engine's and the system's words for a port that is taken. */
const TAKEN = /port is already allocated|address already in use/i;

/** HN0302: two containers want one port of the same network: both host-mode, or one of them published on it. */
export const portClash: Check = {
  code: HN0302.code,
  applicable: ({ containers }) => containers.length > 1 || 'fewer than two containers',
  check({ containers }) {
    const wants = containers.filter(matters).flatMap(wantsOf);
    return wants.flatMap((second, index) =>
      wants
        .slice(0, index)
        .filter((first) => clash(first, second))
        .map((first) => tell(first, second)),
    );
  },
};

/** Running containers, and those that could not start because a port was taken. */
function matters(container: ContainerFacts): boolean {
  return container.state === 'running' || TAKEN.test(container.error);
}

function wantsOf(container: ContainerFacts): Want[] {
  if (container.networkMode === 'host') {
    return container.exposedPorts.map((p) => ({
      container,
      transport: p.transport,
      port: p.port,
      address: '',
      because: `${container.name} is in host mode and exposes ${p.port}/${p.transport}`,
    }));
  }
  return container.requestedPorts.flatMap((p) =>
    p.hostPort === null
      ? []
      : [
          {
            container,
            transport: p.transport,
            port: p.hostPort,
            address: p.hostAddress,
            because: `${container.name} publishes ${p.hostPort}:${p.containerPort}/${p.transport}`,
          },
        ],
  );
}

function clash(a: Want, b: Want): boolean {
  if (a.container.id === b.container.id || a.transport !== b.transport || a.port !== b.port) return false;
  const everywhere = (address: string) => ['', '0.0.0.0', '::'].includes(address);
  return a.address === b.address || everywhere(a.address) || everywhere(b.address);
}

function tell(first: Want, second: Want) {
  return finding(
    HN0302,
    {
      first: first.container.name,
      second: second.container.name,
      port: `${first.port}/${first.transport}`,
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

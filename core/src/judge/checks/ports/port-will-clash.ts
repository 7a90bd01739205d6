import type { ContainerFacts } from '../../../model/facts.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { isHostMode } from '../../reading/host-mode-net.ts';
import { holdersOf } from '../../reading/holders.ts';
import { isShared, overlap, portName } from '../../reading/port-words.ts';
import { TAKEN } from './port-wants.ts';

const HN0304 = entry({
  code: 'HN0304',
  name: 'port-will-clash',
  severity: 'warning',
  topic: 'conflict',
  title: '{container} would find port {port} taken: {holder} has it',
  template:
    '{container} is not running, and {because}. If it is started unchanged, its program cannot listen there.',
});

/** A port that a container will ask for when it starts. */
interface Want {
  readonly port: string;
  readonly address: string;
  readonly because: string;
}

/** HN0304: the port of a container that is not running is taken by now, and by whom. */
export const portWillClash: Check = {
  entry: HN0304,
  applicable: (input) => {
    if (input.ports === null) return 'the ports were not checked in this run';
    return input.containers.some((c) => wantsOf(c).length > 0) || 'no stopped container needs a port';
  },
  check(input) {
    const failed = failedContainers(input);
    const holders = holdersOf(input);
    return input.containers.flatMap((container) => {
      if (failed.has(container.id) || failed.has(container.name) || TAKEN.test(container.error)) return [];
      for (const want of wantsOf(container)) {
        const holder = holders
          .get(want.port)
          ?.find((h) => h.container?.id !== container.id && !h.ipv6Only && overlap(h.address, want.address));
        if (!holder) continue;
        return [
          finding(
            HN0304,
            { container: container.name, port: want.port, holder: holder.who, because: want.because },
            {
              // A container that ran to its end may never be wanted again; one that was never started is.
              severity: container.state === 'created' ? 'warning' : 'info',
              evidence: [`${container.name} is ${container.state}`, want.because, holder.evidence],
              remedy: {
                text: `Before you start ${container.name}, give it another port, or stop ${holder.who}.`,
                command: holder.container === null ? null : `docker stop ${holder.container.name}`,
              },
            },
          ),
        ];
      }
      return [];
    });
  },
};

/** Containers whose port was taken already: HN0303 tells that. */
function failedContainers({ ports }: Evidence): Set<string> {
  const failures = ports?.bindFailures.filter(({ kind }) => kind === 'address-in-use') ?? [];
  return new Set(failures.map(({ container }) => container));
}

/** In host mode what the image exposes and what -p names inside; on a bridge what is published, if it was never started. */
function wantsOf(container: ContainerFacts): Want[] {
  const { state, name } = container;
  if (state !== 'created' && state !== 'exited') return [];
  if (!isHostMode(container)) {
    if (state === 'exited') return [];
    return container.requestedPorts.flatMap((p) => {
      if (p.hostPort === null) return [];
      const because = `${name} publishes ${p.hostPort}:${p.containerPort}/${p.transport}`;
      return [{ port: portName(p.transport, p.hostPort), address: p.hostAddress, because }];
    });
  }
  const inside = [
    ...container.exposedPorts,
    ...container.requestedPorts.map((p) => ({ transport: p.transport, port: p.containerPort })),
  ].map((p) => portName(p.transport, p.port));
  return [...new Set(inside)]
    .filter((port) => !isShared(port))
    .map((port) => ({
      port,
      address: '',
      because: `it is in host mode and its configuration names ${port}`,
    }));
}

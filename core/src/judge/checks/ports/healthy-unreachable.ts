import { deadDesktop } from '../../dead-desktop.ts';
import { forgottenContainers } from '../lanes/forgotten-listener.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { dialsOfHealth } from '../../reading/health-reach.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { someLines } from '../../reading/port-words.ts';
import { reachLine } from '../../reading/reach.ts';

const HN0318 = entry({
  code: 'HN0318',
  name: 'healthy-unreachable',
  severity: 'warning',
  title: '{container} is healthy, but this computer cannot reach it',
  template:
    'The health check runs inside the container, so it does not test connections from this computer. Tried from here: {outcomes}.',
});

/** HN0318: green inside, dead from here: a health check runs in the container (syncthing#6604, for-mac#7269). */
export const healthyUnreachable: Check = {
  entry: HN0318,
  applicable: (input) =>
    all(
      ownersKnown(input),
      input.containers.some(({ health }) => health === 'healthy') || 'no container is healthy by a check',
      deadDesktop(input) === null || 'nothing at all gets through: that has a finding of its own',
    ),
  check(input) {
    const forgotten = new Set(forgottenContainers(input).map(({ container }) => container.id));
    return dialsOfHealth(input, 'healthy').flatMap(({ container, dials }) => {
      const [first] = dials;
      if (!first || dials.some(({ reached }) => reached !== 'dead')) return [];
      // The forwarder forgot its listener: HN0219 tells that.
      if (forgotten.has(container.id)) return [];
      const counts = [...new Set(dials.map(({ outcome }) => outcome))].join(', ');
      return [
        finding(
          HN0318,
          { container: container.name, outcomes: counts },
          {
            evidence: [`State.Health: healthy`, ...someLines(dials.map(reachLine), 4)],
            remedy: {
              text: 'Find out which step on the way to its port fails.',
              command: `hostnet port ${first.port}${first.transport === 'udp' ? ' --udp' : ''}`,
            },
          },
        ),
      ];
    });
  },
};

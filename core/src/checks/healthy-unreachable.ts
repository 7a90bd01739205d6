import { deadDesktop } from '../desktop/dead.ts';
import { HN0318 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';
import { dialsOfHealth } from './health-reach.ts';
import { all, ownersKnown } from './host-mode-net.ts';
import { someLines } from './port-words.ts';
import { reachLine } from './reach.ts';

/** HN0318: green inside, dead from here: a health check runs in the container (syncthing#6604, for-mac#7269). */
export const healthyUnreachable: Check = {
  code: HN0318.code,
  applicable: (input) =>
    all(
      ownersKnown(input),
      input.containers.some(({ health }) => health === 'healthy') || 'no container is healthy by a check',
      deadDesktop(input) === null || 'nothing at all gets through: that has a finding of its own',
    ),
  check(input) {
    return dialsOfHealth(input, 'healthy').flatMap(({ container, dials }) => {
      if (dials.length === 0 || dials.some(({ reached }) => reached !== 'dead')) return [];
      const counts = [...new Set(dials.map(({ outcome }) => outcome))].join(', ');
      return [
        finding(
          HN0318,
          { container: container.name, outcomes: counts },
          {
            evidence: [`State.Health: healthy`, ...someLines(dials.map(reachLine), 4)],
            remedy: {
              text: `Start ${container.name} again, and look at its port again.`,
              command: `docker restart ${container.name}`,
            },
          },
        ),
      ];
    });
  },
};

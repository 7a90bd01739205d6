import { HN0319 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';
import { dialsOfHealth } from './health-reach.ts';
import { all, ownersKnown } from './host-mode-net.ts';
import { portName } from './port-words.ts';
import { reachLine } from './reach.ts';

/** HN0319: red inside, yet its program takes connections from here (bots-house/docker-telegram-bot-api#22). */
export const unhealthyReachable: Check = {
  code: HN0319.code,
  applicable: (input) =>
    all(
      ownersKnown(input),
      input.containers.some(({ health }) => health === 'unhealthy') || 'no container is unhealthy',
    ),
  check(input) {
    return dialsOfHealth(input, 'unhealthy').flatMap(({ container, dials }) => {
      const right = dials.find(({ reached }) => reached === 'right');
      if (!right) return [];
      return [
        finding(
          HN0319,
          { container: container.name, port: `port ${portName(right.transport, right.port)}` },
          {
            evidence: ['State.Health: unhealthy', reachLine(right)],
            remedy: {
              text: `Read what the health check of ${container.name} says, and let it ask 127.0.0.1 in place of localhost.`,
              command: `docker inspect --format "{{json .State.Health}}" ${container.name}`,
            },
          },
        ),
      ];
    });
  },
};

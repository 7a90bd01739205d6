import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { dialsOfHealth } from '../../reading/health-reach.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { portName } from '../../reading/port-words.ts';
import { reachLine } from '../../reading/reach.ts';

const HN0319 = entry({
  code: 'HN0319',
  name: 'unhealthy-reachable',
  severity: 'warning',
  title: '{container} is unhealthy, but {port} is reachable',
  template:
    'A connection from this computer arrived at its program. In host mode a health check on `localhost` may meet ::1 first, or another program.',
});

/** HN0319: red inside, yet its program takes connections from here (bots-house/docker-telegram-bot-api#22). */
export const unhealthyReachable: Check = {
  entry: HN0319,
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

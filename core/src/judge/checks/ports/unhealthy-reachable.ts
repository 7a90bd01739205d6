import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { quote } from '../../../knowledge/commands.ts';
import type { ContainerFacts } from '../../../model/facts.ts';
import type { Listener } from '../../../model/listener.ts';
import { checksLocalhost, healthCheckPort } from '../../reading/health-check-port.ts';
import { dialsOfHealth } from '../../reading/health-reach.ts';
import { all, ownersKnown } from '../../reading/host-mode-net.ts';
import { byContainer, placeOf, portName, serves, some } from '../../reading/port-words.ts';
import { reachLine } from '../../reading/reach.ts';

const HN0319 = entry({
  code: 'HN0319',
  name: 'unhealthy-reachable',
  severity: 'warning',
  title: '{container} is unhealthy, but {port} is reachable',
  template: 'A connection from this computer arrived at its program. {check}',
});

/** HN0319: red inside, yet its program takes connections from here (bots-house/docker-telegram-bot-api#22, ghproxy#38). */
export const unhealthyReachable: Check = {
  entry: HN0319,
  applicable: (input) =>
    all(
      ownersKnown(input),
      input.containers.some(({ health }) => health === 'unhealthy') || 'no container is unhealthy',
    ),
  check(input) {
    const owned = byContainer(input.listeners);
    return dialsOfHealth(input, 'unhealthy').flatMap(({ container, dials }) => {
      const right = dials.find(({ reached }) => reached === 'right');
      if (!right) return [];
      const own = (owned.get(container.id) ?? []).filter(serves);
      return [
        finding(
          HN0319,
          {
            container: container.name,
            port: `port ${portName(right.transport, right.port)}`,
            check: checkSentence(container, own),
          },
          {
            evidence: [
              'State.Health: unhealthy',
              ...healthLines(container),
              `${container.name} listens on ${some(own.map(placeOf))}`,
              reachLine(right),
            ],
            remedy: {
              text: remedyText(container, own),
              command: `docker inspect --format "{{json .State.Health}}" ${quote(container.name)}`,
            },
          },
        ),
      ];
    });
  },
};

/** The check's own words, and its last output. */
function healthLines({ healthCheck }: ContainerFacts): string[] {
  if (healthCheck === null) return [];
  const { command, exitCode, output } = healthCheck;
  const code = exitCode === null ? '' : `, exit code ${exitCode}`;
  return [
    `its health check: ${command}`,
    ...(output === '' ? [] : [`the check printed last${code}: ${output}`]),
  ];
}

/** The port that the check tries although no program of the container has it; null where that cannot be said. */
function strangePort(container: ContainerFacts, own: readonly Listener[]): number | null {
  const port = healthCheckPort(container);
  return port !== null && own.every((l) => l.transport !== 'tcp' || l.port !== port) ? port : null;
}

function portsOf(own: readonly Listener[]): string {
  return some([...new Set(own.filter((l) => l.transport === 'tcp').map((l) => String(l.port)))]);
}

function checkSentence(container: ContainerFacts, own: readonly Listener[]): string {
  const strange = strangePort(container, own);
  if (strange !== null)
    return `Its health check tries port ${strange}, but its program listens on port ${portsOf(own)}.`;
  const port = healthCheckPort(container);
  if (port !== null) return `Its health check tries port ${port}, which its program listens on.`;
  return container.healthCheck === null
    ? 'What its health check does is not known.'
    : 'Which port its health check tries cannot be read from its command.';
}

/** From what was read of the check, never a fixed word. */
function remedyText(container: ContainerFacts, own: readonly Listener[]): string {
  const { name, healthCheck } = container;
  const strange = strangePort(container, own);
  if (strange !== null)
    return `Let the health check of ${name} try port ${portsOf(own)} in place of ${strange}, or let its program listen on ${strange}.`;
  const port = healthCheckPort(container);
  const fourAlone = own.filter((l) => l.port === port).every((l) => l.family === 'ipv4');
  if (port !== null && checksLocalhost(container) && fourAlone)
    return `Let the health check of ${name} try 127.0.0.1 in place of localhost, which may mean ::1, where its program does not listen.`;
  if (healthCheck !== null && healthCheck.output !== '')
    return `Fix what the health check of ${name} printed last: ${healthCheck.output}`;
  return `Read what the health check of ${name} printed.`;
}

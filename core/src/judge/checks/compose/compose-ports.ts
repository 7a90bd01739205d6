import { entry } from '../../entry.ts';

import { covers, isContradicted } from '../../../compose/claims.ts';
import { takenOff, placeOfFault } from '../../../compose/home.ts';
import { entryOf } from '../../../compose/located.ts';
import { becauseOf, ownPorts } from '../../../compose/own.ts';
import { portsOf, rangeText, type PublishedPort } from '../../../compose/service-ports.ts';
import type { Service } from '../../../compose/project.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0601 = entry({
  code: 'HN0601',
  name: 'compose-ports',
  severity: 'warning',
  title: '{service} is in host mode, so its `ports` publish nothing',
  template:
    '{how}. The engine discards published ports there, and Compose 1 refuses the file. The program is reached on the port it listens on itself{reached}.',
});

/** HN0601: `network_mode: host` with `ports`. */
export const composePorts: LintRule = {
  entry: HN0601,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const entry = entryOf(service.map, 'ports');
      const ports = portsOf(entry?.value);
      if (!entry || ports.length === 0 || mode.by !== 'network_mode') return [];
      const { reached, wrong } = reachedAt(service, ports);
      return found(
        HN0601,
        { service: service.name, how: mode.how, reached },
        {
          service,
          at: placeOfFault(service, entry),
          // Who looks at the published port finds nothing there, so this one breaks something.
          ...(wrong ? { severity: 'error' } : {}),
          evidence: ports.map(({ text }) => `ports: ${text}`),
          remedy: {
            text: `Remove \`ports\` of ${service.name}, and use the port its program listens on.`,
            command: null,
          },
          fix: () => takenOff(service, entry),
        },
      );
    }),
};

/** Where the program is reached: at the port that the file says it has, else at the one that `ports` maps to. */
function reachedAt(service: Service, ports: readonly PublishedPort[]): { reached: string; wrong: boolean } {
  const own = ownPorts(service).filter(({ transport }) => transport === 'tcp');
  const meant = own.find((one) => ports.some(({ published }) => covers(one, published)));
  const moved = ports.find((port) => isMoved(port) && !(isContradicted(service, port) && meant));
  if (!moved?.target || !moved.published || (meant && covers(meant, moved.published))) {
    return { reached: meant ? `: ${rangeText(meant.range)}, as ${becauseOf(meant)} says` : '', wrong: false };
  }
  const said = isContradicted(service, moved) ? own[0] : own.find((one) => covers(one, moved.target));
  const range = said?.range ?? moved.target;
  const by = said ? `, as ${becauseOf(said)} says` : '';
  return { reached: `: ${rangeText(range)}, not ${rangeText(moved.published)}${by}`, wrong: true };
}

function isMoved({ published, target }: PublishedPort): boolean {
  return published !== null && target !== null && rangeText(published) !== rangeText(target);
}

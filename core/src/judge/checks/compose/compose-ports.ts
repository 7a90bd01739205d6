import { entry } from '../../entry.ts';

import { removed } from '../../../compose/edit.ts';
import { entryOf } from '../../../compose/located.ts';
import { portsOf, rangeText } from '../../../compose/ports.ts';
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
      if (!entry || ports.length === 0 || mode.by === 'network') return [];
      const moved = ports.find(
        ({ published, target }) => published && target && rangeText(published) !== rangeText(target),
      );
      const reached = moved?.target
        ? `: ${rangeText(moved.target)}, not ${rangeText(moved.published ?? moved.target)}`
        : '';
      return found(
        HN0601,
        { service: service.name, how: mode.how, reached },
        {
          service,
          at: entry.keySpan,
          // Who looks at the published port finds nothing there, so this one breaks something.
          ...(moved ? { severity: 'error' } : {}),
          evidence: ports.map(({ text }) => `ports: ${text}`),
          remedy: {
            text: `Remove \`ports\` of ${service.name}, and use the port its program listens on.`,
            command: null,
          },
          fix: () => removed(entry),
        },
      );
    }),
};

import { HN0611 } from '../../checks/catalogue.ts';
import { removed } from '../edit.ts';
import { entryOf } from '../located.ts';
import { portsOf } from '../ports.ts';
import { found, hostServices, type LintRule } from './rule.ts';

/** HN0611: a service on the external network `host` that publishes ports. */
export const composeStackPorts: LintRule = {
  code: HN0611.code,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const entry = entryOf(service.map, 'ports');
      const ports = portsOf(entry?.value);
      if (!entry || ports.length === 0 || mode.by !== 'network') return [];
      return found(
        HN0611,
        { service: service.name, how: mode.how },
        {
          service,
          at: entry.keySpan,
          evidence: ports.map(({ text }) => `ports: ${text}`),
          remedy: { text: `Remove \`ports\` of ${service.name}.`, command: null },
          fix: () => removed(entry),
        },
      );
    }),
};

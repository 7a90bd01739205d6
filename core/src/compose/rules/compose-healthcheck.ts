import { HN0608 } from '../../checks/catalogue.ts';
import { entryOf, knownText } from '../located.ts';
import { toHost } from '../renames.ts';
import { quoted, saidHosts } from '../said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

/** HN0608: the healthcheck of a host-mode service asks `localhost`. */
export const composeHealthcheck: LintRule = {
  code: HN0608.code,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const disabled = entryOf(entryOf(service.map, 'healthcheck')?.value, 'disable')?.value;
      if (knownText(disabled) === 'true') return [];
      return saidHosts(service)
        .filter((said) => said.by === 'healthcheck' && said.host === 'localhost')
        .map((said) =>
          found(
            HN0608,
            { service: service.name, how: mode.how },
            {
              service,
              at: said.span ?? said.value.span,
              evidence: [`healthcheck: ${quoted(said)}`],
              remedy: {
                text: 'Ask 127.0.0.1, on a port that no other program of the host has, and look for an answer that only this one gives.',
                command: null,
              },
              fix: () => toHost(said, '127.0.0.1'),
            },
          ),
        );
    }),
};

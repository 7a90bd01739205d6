import { entry } from '../../entry.ts';

import { entryOf, knownText } from '../../../compose/located.ts';
import { toHost } from '../../../compose/renames.ts';
import { quoted, saidHosts } from '../../../compose/said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0608 = entry({
  code: 'HN0608',
  name: 'compose-healthcheck',
  severity: 'warning',
  title: 'The healthcheck of {service} asks `localhost` in host mode',
  template:
    '{how}. There `localhost` is the host’s, may be ::1 first, and is answered by whichever program has the port: red while the program works, or green while another answers.',
});

/** HN0608: the healthcheck of a host-mode service asks `localhost`. */
export const composeHealthcheck: LintRule = {
  entry: HN0608,
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

import { entry } from '../../entry.ts';

import { placeOfFault, takenOff } from '../../../compose/home.ts';
import { entryOf } from '../../../compose/located.ts';
import { keysOf } from '../../../compose/pairs.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0603 = entry({
  code: 'HN0603',
  name: 'compose-links',
  severity: 'error',
  title: '{service} is in host mode, where `{key}` is refused',
  template:
    '{how}. The engine says "conflicting options: host type networking can\'t be used with links" and starts nothing.',
});

/** HN0603: `links` and `external_links` need a network of the engine's. */
export const composeLinks: LintRule = {
  entry: HN0603,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) =>
      ['links', 'external_links'].flatMap((key) => {
        const entry = entryOf(service.map, key);
        const links = keysOf(entry?.value).map((link) => link.key);
        if (!entry || links.length === 0 || mode.by === 'service') return [];
        return found(
          HN0603,
          { service: service.name, key, how: mode.how },
          {
            service,
            at: placeOfFault(service, entry),
            evidence: links.map((link) => `${key}: ${link}`),
            remedy: {
              text: `Remove \`${key}\`, and reach what it names on localhost, on the port that it publishes.`,
              command: null,
            },
            fix: () => takenOff(service, entry),
          },
        );
      }),
    ),
};

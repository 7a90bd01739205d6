import { HN0603 } from '../../checks/catalogue.ts';
import { removed } from '../edit.ts';
import { entryOf } from '../located.ts';
import { keysOf } from '../pairs.ts';
import { found, hostServices, type LintRule } from './rule.ts';

/** HN0603: `links` and `external_links` need a network of the engine's. */
export const composeLinks: LintRule = {
  code: HN0603.code,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) =>
      ['links', 'external_links'].flatMap((key) => {
        const entry = entryOf(service.map, key);
        const links = keysOf(entry?.value).map((link) => link.key);
        if (!entry || links.length === 0) return [];
        return found(
          HN0603,
          { service: service.name, key, how: mode.how },
          {
            service,
            at: entry.keySpan,
            evidence: links.map((link) => `${key}: ${link}`),
            remedy: {
              text: `Remove \`${key}\`, and reach what it names on localhost, on the port that it publishes.`,
              command: null,
            },
            fix: () => removed(entry),
          },
        );
      }),
    ),
};

import { entry } from '../../entry.ts';

import { dnsNames, knownNames } from '../../../compose/names.ts';
import { reworded, toLocalhost, whereOnHost } from '../../../compose/renames.ts';
import { quoted, saidHosts } from '../../../compose/said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0606 = entry({
  code: 'HN0606',
  name: 'compose-sibling-name',
  severity: 'warning',
  title: '{service} is in host mode, where the service name {name} does not resolve',
  template:
    '{by} names {name}. Docker’s DNS answers on networks of the project only; in host mode only the names that the host knows resolve.',
});

/** HN0606: a host-mode service names another service of the project, and nothing there resolves the name. */
export const composeSiblingName: LintRule = {
  entry: HN0606,
  check(project) {
    const names = dnsNames(project);
    return hostServices(project).flatMap(({ service }) => {
      const known = knownNames(service);
      return saidHosts(service).flatMap((said) => {
        const sibling = names.get(said.host);
        if (!sibling || sibling === service || known.has(said.host)) return [];
        const where = whereOnHost(sibling, said.port);
        return found(
          HN0606,
          { service: service.name, name: said.host, by: said.by },
          {
            service,
            at: said.span ?? said.value.span,
            evidence: [`${said.by}: ${quoted(said)}`],
            remedy: { text: where.advice, command: null },
            fix: () => reworded(service, toLocalhost(said, sibling)),
          },
        );
      });
    });
  },
};

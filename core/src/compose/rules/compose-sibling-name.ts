import { HN0606 } from '../../checks/catalogue.ts';
import { dnsNames, knownNames } from '../names.ts';
import { toLocalhost, whereOnHost } from '../renames.ts';
import { quoted, saidHosts } from '../said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

/** HN0606: a host-mode service names another service of the project, and nothing there resolves the name. */
export const composeSiblingName: LintRule = {
  code: HN0606.code,
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
            fix: () => toLocalhost(said, sibling),
          },
        );
      });
    });
  },
};

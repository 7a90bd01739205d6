import { HN0607 } from '../../checks/catalogue.ts';
import { dnsNames, knownNames } from '../names.ts';
import { HOST_NAME, toHost } from '../renames.ts';
import { quoted, saidHosts } from '../said.ts';
import { found, type LintRule } from './rule.ts';

/** HN0607: a service on a bridge names one in host mode, which no network of the project knows. */
export const composeHostModeName: LintRule = {
  code: HN0607.code,
  check(project) {
    const names = dnsNames(project);
    return project.services.flatMap((service) => {
      if (service.mode.kind !== 'bridge') return [];
      const known = knownNames(service);
      return saidHosts(service).flatMap((said) => {
        const other = names.get(said.host);
        if (other?.mode.kind !== 'host' || other === service || known.has(said.host)) return [];
        return found(
          HN0607,
          { service: service.name, name: said.host, by: said.by, how: other.mode.how },
          {
            service,
            at: said.span ?? said.value.span,
            evidence: [`${said.by}: ${quoted(said)}`],
            remedy: {
              text: `Write ${HOST_NAME}; with a Linux engine also give ${service.name} \`extra_hosts: ["${HOST_NAME}:host-gateway"]\`.`,
              command: null,
            },
            fix: () => toHost(said, HOST_NAME),
          },
        );
      });
    });
  },
};

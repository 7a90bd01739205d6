import { entry } from '../../entry.ts';

import { toGateway } from '../../../compose/gateway.ts';
import { dnsNames, knownNames } from '../../../compose/names.ts';
import { HOST_NAME } from '../../../compose/renames.ts';
import { quoted, saidHosts } from '../../../compose/said.ts';
import { found, type LintRule } from './rule.ts';

const HN0607 = entry({
  code: 'HN0607',
  name: 'compose-host-mode-name',
  severity: 'warning',
  title: '{service} uses the service name {name}, but {name} is in host mode',
  template:
    '{by} names {name}, which is on no network of the project: {how}. So Docker’s DNS has no address for it.',
});

/** HN0607: a service on a bridge names one in host mode, which no network of the project knows. */
export const composeHostModeName: LintRule = {
  entry: HN0607,
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
            fix: () => toGateway(service, said, other),
          },
        );
      });
    });
  },
};

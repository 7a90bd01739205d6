import { entry } from '../../entry.ts';

import { covers, listened } from '../../../compose/claims.ts';
import { toGateway } from '../../../compose/gateway.ts';
import { entryOf, lineOf } from '../../../compose/located.ts';
import { LOOPBACK, ownAddresses, ownPorts } from '../../../compose/own.ts';
import { portsOf, type PortRange } from '../../../compose/service-ports.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { HOST_NAME } from '../../../compose/renames.ts';
import { quoted, saidHosts, type SaidHost } from '../../../compose/said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0614 = entry({
  code: 'HN0614',
  name: 'compose-bridge-localhost',
  severity: 'warning',
  title: '{service} uses {host} to reach {other}, but {other} is in host mode',
  template:
    '{by} names {host}:{port}. On a bridge that is {service} itself, and port {port} is that of {other} on the host: {how}.',
});

/** Variables whose address a browser on the computer opens, where localhost is right. */
const FOR_BROWSERS =
  /(?:^|_)(?:public|external|browser|frontend|cors|origins?|allowed|trusted|redirect|callback|react_app|vite|site|app_url|root_url|base_url|webhook|csrf|domain)(?:_|$)/i;

/** HN0614: a service on a bridge looks for one in host mode on localhost, which is the service's own. */
export const composeBridgeLocalhost: LintRule = {
  entry: HN0614,
  check: (project) =>
    project.services.flatMap((service) => {
      if (service.mode.kind !== 'bridge') return [];
      return saidHosts(service).flatMap((said) => {
        const other = meant(said, service, project);
        if (!other || said.port === null) return [];
        const { sibling, because, how } = other;
        const loopback = ownAddresses(sibling).some((address) => /^(?:127\.|::1$|localhost$)/.test(address));
        return found(
          HN0614,
          {
            service: service.name,
            other: sibling.name,
            host: said.host,
            port: String(said.port),
            by: said.by,
            how,
          },
          {
            service,
            at: said.span ?? said.value.span,
            evidence: [`${said.by}: ${quoted(said)}`, because],
            remedy: {
              text: `Write ${HOST_NAME}, and give ${service.name} \`extra_hosts: ["${HOST_NAME}:host-gateway"]\`, which a Linux engine needs for that name.${loopback ? ` Let ${sibling.name} listen on 0.0.0.0: it uses a loopback address, which no bridge reaches on Linux.` : ''}`,
              command: null,
            },
            fix: () => toGateway(service, said, sibling),
          },
        );
      });
    }),
};

/** The host-mode service that has the port, where the service that asks has no such port itself. */
function meant(said: SaidHost, service: Service, project: Project) {
  const { host, port } = said;
  if (port === null || host === '0.0.0.0' || host === '::' || !LOOPBACK.has(host)) return null;
  if (said.by === 'healthcheck' || (said.key !== null && FOR_BROWSERS.test(said.key))) return null;
  const range: PortRange = { first: port, last: port };
  // A `…_URL` of its own address names a port that it has itself.
  const mapped = portsOf(entryOf(service.map, 'ports')?.value);
  const own = ownPorts(service).some((one) => covers(one, range) && one.span !== said.value.span);
  if (
    own ||
    mapped.some(({ published, target }) =>
      [published, target].some((one) => one && covers({ range: one }, range)),
    )
  )
    return null;
  for (const { service: sibling, mode } of hostServices(project)) {
    const claim = listened(sibling).find((one) => one.transport === 'tcp' && covers(one, range));
    if (claim) return { sibling, because: claim.because, how: `${mode.how}; ${lineOf(claim.span)}` };
  }
  return null;
}

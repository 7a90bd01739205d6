import { entry } from '../../entry.ts';

import { healthcheckPorts, listened, type Claim } from '../../../compose/claims.ts';
import { entryOf, knownText } from '../../../compose/located.ts';
import { keysOf } from '../../../compose/pairs.ts';
import { rangeText } from '../../../compose/service-ports.ts';
import type { Service } from '../../../compose/project.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0609 = entry({
  code: 'HN0609',
  name: 'compose-low-port',
  severity: 'warning',
  title: '{service} runs as {user} in host mode and wants port {port}',
  template:
    'On a bridge, any user may listen below 1024; in host mode the host’s own rule applies, which requires root: {because}. The program ends with "permission denied", unless its file has the capability NET_BIND_SERVICE.',
});

/** Ports below this want CAP_NET_BIND_SERVICE (ip(7), net.ipv4.ip_unprivileged_port_start). */
const FIRST_FREE = 1024;

/** HN0609: a service with a user other than root wants a port below 1024 in host mode. */
export const composeLowPort: LintRule = {
  entry: HN0609,
  check: (project) =>
    hostServices(project).flatMap(({ service }) => {
      const entry = entryOf(service.map, 'user');
      const user = knownText(entry?.value);
      if (user === null || /^(root|0+)(:|$)/.test(user.trim()) || user.trim() === '' || mayBind(service))
        return [];
      const low = lowest([...listened(service), ...healthcheckPorts(service)]);
      if (!low) return [];
      return found(
        HN0609,
        { service: service.name, user: `user ${user}`, port: rangeText(low.range), because: low.because },
        {
          service,
          at: low.span,
          evidence: [`user: ${user}`, low.because],
          remedy: {
            text: `Let the program listen on a port from ${FIRST_FREE} up, or let every user of the machine use this one.`,
            command: `sudo sysctl -w net.ipv4.ip_unprivileged_port_start=${low.range.first}`,
          },
          fix: () => null,
        },
      );
    }),
};

function lowest(claims: readonly Claim[]): Claim | undefined {
  return claims.find(({ range }) => range.first < FIRST_FREE);
}

/** Whoever added the capability has thought of it. */
function mayBind(service: Service): boolean {
  const added = keysOf(entryOf(service.map, 'cap_add')?.value).map(({ key }) =>
    key.toUpperCase().replace(/^CAP_/, ''),
  );
  const privileged = knownText(entryOf(service.map, 'privileged')?.value) === 'true';
  return privileged || added.includes('NET_BIND_SERVICE') || added.includes('ALL');
}

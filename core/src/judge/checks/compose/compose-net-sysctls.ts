import { entry } from '../../entry.ts';

import { removed, type Edit } from '../../../compose/edit.ts';
import { isForeign, takenOff } from '../../../compose/home.ts';
import { entryOf, knownText, type Entry } from '../../../compose/located.ts';
import { pairsOf } from '../../../compose/pairs.ts';
import type { Service } from '../../../compose/project.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0604 = entry({
  code: 'HN0604',
  name: 'compose-net-sysctls',
  severity: 'error',
  title: '{service} sets {sysctl}, which is not allowed in host mode',
  template:
    '{how}. The sysctl would change the host itself, so the container is created and then fails to start: "not allowed in host network namespace".',
});

/** A sysctl that may stand in a command as it is. */
const HARMLESS = /^[\w.-]+$/;

/** HN0604: a `net.*` sysctl in host mode; runc refuses it when the container starts. */
export const composeNetSysctls: LintRule = {
  entry: HN0604,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const entry = entryOf(service.map, 'sysctls');
      if (!entry) return [];
      const all = pairsOf(entry.value);
      const net = all.filter(({ key }) => key.startsWith('net.'));
      return net.map((sysctl) => {
        const value = knownText(sysctl.value);
        const harmless = value !== null && HARMLESS.test(sysctl.key) && /^[\w. \t-]+$/.test(value);
        return found(
          HN0604,
          { service: service.name, sysctl: sysctl.key, how: mode.how },
          {
            service,
            at: sysctl.keySpan,
            evidence: [`sysctls: ${sysctl.key}`],
            remedy: {
              text: `Remove it from the file, and set it on the machine the engine runs on if it is needed.`,
              command: harmless ? `sudo sysctl -w ${sysctl.key}='${value}'` : null,
            },
            fix: () =>
              all.length === net.length ? takenOff(service, entry) : removedOf(service, entry, sysctl),
          },
        );
      });
    }),
};

/** A list item or key, where the whole is the service's own. */
function removedOf(service: Service, entry: Entry, sysctl: Entry): Edit[] | null {
  const shared = entry.parts.some((part) => part.inherited || part.flow || isForeign(service, part));
  return shared ? null : removed(sysctl);
}

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { anyHostMode, isHostMode } from '../../reading/host-mode-net.ts';
import { some } from '../../reading/port-words.ts';

const HN0311 = entry({
  code: 'HN0311',
  name: 'net-sysctls',
  severity: 'error',
  title: '{container} sets {sysctls}, which is not allowed in host mode',
  template:
    'The setting would change the host itself, so the container is created, but {then}: "not allowed in host network namespace".',
});

/** runc's words at the start (opencontainers/runc#2693). */
const REFUSED = /not allowed in host network namespace/i;

/** HN0311: `--sysctl net.*` with the host's network: `docker create` takes it, the start fails (runc#2693, syncthing#7542). */
export const netSysctls: Check = {
  entry: HN0311,
  applicable: anyHostMode,
  check({ containers }) {
    return containers.flatMap((container) => {
      const { name, error, state } = container;
      const sysctls = container.sysctls.filter((sysctl) => sysctl.startsWith('net.'));
      if (!isHostMode(container) || sysctls.length === 0) return [];
      const refused = REFUSED.test(error);
      // A container that ran did start, whatever its settings say.
      if (!refused && state !== 'created') return [];
      return [
        finding(
          HN0311,
          {
            container: name,
            sysctls: some(sysctls, 3),
            then: refused ? 'its start was refused' : 'its start is refused',
          },
          {
            severity: refused ? 'error' : 'warning',
            evidence: [
              `${name} is ${state}, HostConfig.Sysctls: ${some(sysctls)}`,
              ...(refused ? [`State.Error: ${error}`] : []),
            ],
            remedy: {
              text: `Create ${name} again without that --sysctl; if it needs the setting, set it on the machine the engine runs on.`,
              command: `docker rm ${name}`,
            },
          },
        ),
      ];
    });
  },
};

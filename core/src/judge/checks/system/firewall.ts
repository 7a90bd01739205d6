import { allowPort } from '../../../knowledge/allow-port.ts';
import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, hostModeNet, ownersKnown } from '../../reading/host-mode-net.ts';
import { isLoopback, portName, serves, some, someLines } from '../../reading/port-words.ts';

const HN0506 = entry({
  code: 'HN0506',
  name: 'firewall',
  severity: 'info',
  title: '{firewall} is active: it decides who reaches {ports} of host-mode containers',
  template:
    'Ports of host-mode containers are the machine’s own, so its firewall applies to them. Published ports of bridge containers bypass it.',
});

/** HN0506: a Linux firewall holds for host-mode ports, and not for published ones (ufw-docker-automated#4, for-linux#690; Docker docs, "Packet filtering and firewalls"). */
export const firewall: Check = {
  entry: HN0506,
  applicable: (input) => {
    const { facts, ports } = input;
    return all(
      facts.host.platform === 'linux' || 'this computer does not run Linux',
      hostModeNet(facts) === 'own' || 'host mode is not this computer’s own network',
      ownersKnown(input),
      ports?.firewalls.known === true || 'whether a firewall is active is not known',
    );
  },
  check({ ports, listeners }) {
    if (ports?.firewalls.known !== true) return [];
    const active = ports.firewalls.value.filter((f) => f.active);
    const open = listeners.filter((l) => l.container !== null && !isLoopback(l.address) && serves(l));
    const [first] = active;
    if (!first || open.length === 0) return [];
    const names = [...new Set(open.map((l) => portName(l.transport, l.port)))];
    const only = names.length === 1 ? (names[0] ?? null) : null;
    return [
      finding(
        HN0506,
        { firewall: active.map((f) => f.name).join(' and '), ports: some(names, 3) },
        {
          evidence: [
            `${active.map((f) => f.name).join(', ')}: active (${ports.firewalls.source})`,
            ...someLines(
              open.map((l) => `${l.container?.name ?? ''} listens on ${portName(l.transport, l.port)}`),
              4,
            ),
          ],
          remedy: {
            text: 'If other machines are to reach a port, allow it in the firewall.',
            command: commandOf(first.name, only),
          },
        },
      ),
    ];
  },
};

/** With one port the command that allows it; with several the one that shows what is allowed. */
function commandOf(name: string, port: string | null): string | null {
  if (port !== null) return allowPort(name, port);
  if (/^ufw$/i.test(name)) return 'sudo ufw status';
  if (/^firewalld$/i.test(name)) return 'sudo firewall-cmd --list-all';
  return /^nft/i.test(name) ? 'sudo nft list ruleset' : null;
}

import { hostIndex } from '../../reading/host-index.ts';
import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { all, hostModeNet, ownersKnown } from '../../reading/host-mode-net.ts';
import { groupBy, isWildcard, portName, serves, someLines } from '../../reading/port-words.ts';
import { forwarded, reachIndex } from '../../reading/reach.ts';

const HN0321 = entry({
  code: 'HN0321',
  name: 'open-to-lan',
  severity: 'info',
  title: '{count} of host-mode containers can be reached from other machines{where}',
  template:
    'A program that listens on every address is open to the whole network, unless a firewall blocks it. {how}',
});

/** HN0321: wildcard listeners of containers, which the whole network can dial (roadmap#238: they become wildcard listeners of the host). */
export const openToLan: Check = {
  entry: HN0321,
  applicable: (input) =>
    all(
      ownersKnown(input),
      hostModeNet(input.facts) === 'own' ||
        input.facts.host.lanAddress.known ||
        'this computer’s address on the network is not known',
    ),
  check(input) {
    const { facts } = input;
    const lan = facts.host.lanAddress.known ? facts.host.lanAddress.value : null;
    const open = openPorts(input, lan);
    if (open.length === 0) return [];
    return [
      finding(
        HN0321,
        {
          count: open.length === 1 ? '1 port' : `${open.length} ports`,
          where: lan === null ? '' : ` at ${lan}`,
          how:
            hostModeNet(facts) === 'own'
              ? 'Such a firewall does not show from here.'
              : 'This was tested from this computer itself, so a firewall does not show.',
        },
        {
          evidence: someLines(open, 8),
          remedy: {
            text: 'If no other machine should reach it, let the program listen on 127.0.0.1.',
            command: null,
          },
        },
      ),
    ];
  },
};

/** On this computer's own stack a wildcard socket is open by nature; elsewhere only a dial to the address shows it. */
function openPorts(input: Evidence, lan: string | null): string[] {
  const own = hostModeNet(input.facts) === 'own';
  const reach = reachIndex(input);
  const hosts = hostIndex(input.ports);
  return [...groupBy(input.listeners, (l) => portName(l.transport, l.port))].flatMap(([port, sockets]) => {
    const socket = sockets.find((l) => l.container !== null && isWildcard(l.address) && serves(l));
    if (!socket) return [];
    const dials = (reach.get(port) ?? []).filter(({ address }) => address === lan);
    const passed = forwarded(reach, hosts, port);
    const measured =
      dials.some(({ how }) => how !== 'socket-table') &&
      dials.some(({ reached }) => reached === 'right' || (passed && reached === 'open'));
    const denied = dials.some(({ reached }) => reached === 'dead' || reached === 'wrong');
    // A socket for IPv6 alone is not there at an IPv4 address.
    const there = own && (socket.family !== 'ipv6' || lan === null || lan.includes(':'));
    if (denied || !(there || measured)) return [];
    return [
      `${socket.container?.name ?? ''} listens on ${port}${measured ? `, tested at ${lan ?? ''}` : ''}`,
    ];
  });
}

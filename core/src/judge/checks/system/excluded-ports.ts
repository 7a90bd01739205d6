import type { PortFacts } from '../../../model/port-facts.ts';

import type { Check } from '../../check.ts';
import { entry, finding } from '../../entry.ts';
import { all, portsLookedAt } from '../../reading/host-mode-net.ts';
import { wantedPorts } from '../../reading/mac-owners.ts';
import { proved, reachIndex } from '../../reading/reach.ts';

const HN0503 = entry({
  code: 'HN0503',
  name: 'excluded-ports',
  severity: 'warning',
  topic: 'conflict',
  title: 'Windows reserves {port}, which {container} wants',
  template:
    'The port is in a range that Windows has set aside: no program may listen there, though none is seen to use it.',
});

/** Windows' words for a port of a range that it keeps (WSAEACCES; for-win#3171). */
const FORBIDDEN = /forbidden by its access permissions/i;

/** HN0503: a port in a range that Windows keeps for Hyper-V and WinNAT (for-win#3171, for-win#12530, for-win#5811). */
export const excludedPorts: Check = {
  entry: HN0503,
  applicable: (input) =>
    all(
      input.facts.host.platform === 'win32' || 'this computer does not run Windows',
      portsLookedAt(input),
      input.ports?.excludedPorts.known === true || 'the ranges that Windows keeps are not known',
    ),
  check(input) {
    const { ports } = input;
    if (ports?.excludedPorts.known !== true) return [];
    const rangeOf = rangeFinder(ports.excludedPorts.value);
    const reach = reachIndex(input);
    const refused = new Set(
      ports.bindFailures.filter(({ line }) => FORBIDDEN.test(line)).map(({ port }) => port),
    );
    return [...wantedPorts(input)].flatMap(([port, container]) => {
      const [number, transport] = port.split('/');
      const range = rangeOf(transport ?? '', Number(number));
      if (!range || proved(reach, port, 'right') || proved(reach, port, 'wrong')) return [];
      return [
        finding(
          HN0503,
          { port: `port ${port}`, container },
          {
            severity: refused.has(Number(number)) ? 'error' : 'warning',
            evidence: [`excluded range ${range.from}-${range.to}/${range.transport}`],
            remedy: {
              text: `Give ${container} another port, or let Windows choose its ranges anew, in a terminal of an administrator.`,
              command: 'net stop winnat',
            },
          },
        ),
      ];
    });
  },
};

type Range = Extract<PortFacts['excludedPorts'], { known: true }>['value'][number];

/** Returns a search by halves for the range of a port: ranges of Windows do not overlap. */
function rangeFinder(ranges: readonly Range[]): (transport: string, port: number) => Range | null {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const of = new Map(['tcp', 'udp'].map((t) => [t, sorted.filter((r) => r.transport === t)] as const));
  return (transport, port) => {
    const list = of.get(transport) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.from ?? Infinity) <= port) low = middle + 1;
      else high = middle;
    }
    const found = list[low - 1];
    return found && port <= found.to ? found : null;
  };
}

import type { PortFacts } from '../facts/port-facts.ts';
import { HN0503 } from './catalogue.ts';
import type { Check } from './check.ts';
import { finding } from './entry.ts';
import { all, portsLookedAt } from './host-mode-net.ts';
import { wantedPorts } from './mac-owners.ts';
import { proved, reachIndex } from './reach.ts';

/** Windows' words for a port of a range that it keeps (WSAEACCES; for-win#3171). */
const FORBIDDEN = /forbidden by its access permissions/i;

/** HN0503: a port in a range that Windows keeps for Hyper-V and WinNAT (for-win#3171, for-win#12530, for-win#5811). */
export const excludedPorts: Check = {
  code: HN0503.code,
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

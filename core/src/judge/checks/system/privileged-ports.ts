import { hostIndex } from '../../reading/host-index.ts';
import { desktopOf, NOT_DESKTOP } from '../../../facts/desktop-of.ts';
import type { Finding } from '../../../model/finding.ts';
import { NOT_MAC } from './airplay.ts';

import type { Check } from '../../check.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { entry, finding } from '../../entry.ts';
import { all } from '../../reading/host-mode-net.ts';
import { groupBy, portName, someLines } from '../../reading/port-words.ts';
import { proved, reachIndex, reachLine } from '../../reading/reach.ts';

const HN0507 = entry({
  code: 'HN0507',
  name: 'privileged-ports',
  severity: 'warning',
  title: 'Docker Desktop could not open {port} on this Mac for {container}',
  template: 'Below 1024 Docker Desktop needs its privileged helper, com.docker.vmnetd. {how}',
});

/** Below this the helper binds for Docker Desktop (Docker docs, "Permission requirements for Mac"). */
const FIRST_FREE = 1024;
/** The engine's words when the helper does not answer (for-mac#6677, for-mac#7460). */
const NO_HELPER = /vmnetd/i;

/** HN0507: ports below 1024 on a Mac without the privileged helper. */
export const privilegedPorts: Check = {
  entry: HN0507,
  applicable: ({ facts }) =>
    all(facts.host.platform === 'darwin' || NOT_MAC, desktopOf(facts) !== null || NOT_DESKTOP),
  check(input) {
    const refused = input.containers.filter(({ error }) => NO_HELPER.test(error));
    return [
      ...refused.map((c) => {
        const low = c.requestedPorts.find((p) => p.hostPort !== null && p.hostPort < FIRST_FREE);
        const port = low ? `port ${portName(low.transport, low.hostPort ?? 0)}` : 'a low port';
        return tell(port, c.name, 'The engine reports that it does not answer.', 'error', [
          `State.Error of ${c.name}: ${c.error}`,
        ]);
      }),
      ...unreached(input),
    ];
  },
};

/** Low ports that nobody answers while every measured higher one of containers is reached, and nobody else has them. */
function unreached(input: Evidence): Finding[] {
  const reach = reachIndex(input);
  const hosts = hostIndex(input.ports);
  const owned = groupBy(
    input.listeners.filter((l) => l.container !== null && l.transport === 'tcp'),
    (l) => portName(l.transport, l.port),
  );
  const measured = [...owned].filter(([port]) => proved(reach, port, 'right') || proved(reach, port, 'dead'));
  const isLow = (port: string) => Number.parseInt(port, 10) < FIRST_FREE;
  const high = measured.filter(([port]) => !isLow(port));
  if (high.length === 0 || high.some(([port]) => !proved(reach, port, 'right'))) return [];
  return measured.flatMap(([port, [listener]]) => {
    const dials = reach.get(port) ?? [];
    if (!isLow(port) || hosts.has(port) || dials.some(({ reached }) => reached !== 'dead')) return [];
    const how = 'Its higher ports are reached, this one is not: the helper may be missing.';
    return [
      tell(
        `port ${port}`,
        listener?.container?.name ?? '',
        how,
        'warning',
        someLines(dials.map(reachLine), 3),
      ),
    ];
  });
}

function tell(
  port: string,
  container: string,
  how: string,
  severity: Finding['severity'],
  evidence: string[],
) {
  return finding(
    HN0507,
    { port, container, how },
    {
      severity,
      evidence,
      remedy: {
        text: `Turn on Settings › Advanced › Allow privileged port mapping in Docker Desktop, or give ${container} a port from 1024 on.`,
        command: null,
      },
    },
  );
}

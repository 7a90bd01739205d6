import type { Lane } from '../lanes/lane.ts';
import { HN0214 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { someEvidence } from './describe.ts';
import { finding } from './entry.ts';

/**
 * HN0214: datagrams were lost on lanes that answered in the end. Counted by both witnesses: a late answer is not a loss,
 * since the sender lingers for answers under way.
 */
export const datagramsLost: Check = {
  code: HN0214.code,
  applicable: always,
  check({ lanes, facts }) {
    const udp = lanes.filter(
      (lane) => lane.role === 'verdict' && lane.transport === 'udp' && lane.evidence.dialler !== null,
    );
    const lossy = udp.filter((lane) => lane.outcome === 'reachable' && lost(lane) > 0);
    if (lossy.length === 0) return [];
    const sent = sum(udp, (lane) => lane.evidence.dialler?.sent ?? 0);
    const all = sum(udp, lost);
    return [
      finding(
        HN0214,
        { lost: String(all), sent: String(sent) },
        {
          evidence: someEvidence(lossy),
          remedy: {
            text:
              facts.host.platform === 'linux'
                ? 'Look for a queueing rule or a firewall limit that drops packets.'
                : 'Measure again; if it stays, restart Docker Desktop.',
            command: facts.host.platform === 'linux' ? 'tc qdisc show' : 'hostnet diagnose',
          },
        },
      ),
    ];
  },
};

function lost(lane: Lane): number {
  const dialler = lane.evidence.dialler;
  return dialler ? Math.max(0, dialler.sent - dialler.answered) : 0;
}

function sum(lanes: readonly Lane[], of: (lane: Lane) => number): number {
  return lanes.reduce((total, lane) => total + of(lane), 0);
}

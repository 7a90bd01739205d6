import type { Lane } from '../lanes/lane.ts';
import { HN0210 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { directionName, someEvidence, transportName } from './describe.ts';
import { finding } from './entry.ts';
import { ownerCommand } from './owner-command.ts';

/** HN0210: an answer came that does not carry the run's signature (AirPlay on 5000 is the classic: docker-elk#739). */
export const wrongListener: Check = {
  code: HN0210.code,
  applicable: always,
  check(input) {
    const wrong = input.lanes.filter(
      (lane) => lane.outcome === 'wrong-listener' && lane.expected !== 'unspecified',
    );
    const groups = new Map<string, Lane[]>();
    for (const lane of wrong) {
      const key = `${lane.transport} ${lane.from} ${lane.to}`;
      groups.set(key, [...(groups.get(key) ?? []), lane]);
    }
    return [...groups.values()].flatMap((lanes) => {
      const first = lanes[0];
      if (!first) return [];
      const ports = [...new Set(lanes.map((lane) => lane.evidence.dialler?.port ?? 0))];
      const port = ports[0] ?? 0;
      return [
        finding(
          HN0210,
          {
            who: `${transportName(first.transport)} port ${ports.join(', ')}`,
            direction: directionName(first),
          },
          {
            evidence: someEvidence(lanes),
            remedy: {
              text: `Find the program that holds ${transportName(first.transport)} port ${port} where this was dialled from, and stop it or move it.`,
              command: ownerCommand(input.facts.host.platform, first.transport, port),
            },
          },
        ),
      ];
    });
  },
};

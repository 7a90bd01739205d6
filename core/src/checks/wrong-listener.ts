import type { Lane } from '../lanes/lane.ts';
import { HN0210 } from './catalogue.ts';
import { always, type Check } from './check.ts';
import { directionName, someEvidence, transportName } from './describe.ts';
import { finding } from './entry.ts';

/** HN0210: an answer came that does not carry the run's signature (AirPlay on 5000 is the classic: docker-elk#739). */
export const wrongListener: Check = {
  code: HN0210.code,
  applicable: always,
  check(input) {
    const wrong = input.lanes.filter((lane) => lane.outcome === 'wrong-listener');
    const byPort = new Map<string, Lane[]>();
    for (const lane of wrong) {
      const key = `${lane.transport} ${lane.from} ${lane.to} ${lane.evidence.dialler?.port ?? 0}`;
      byPort.set(key, [...(byPort.get(key) ?? []), lane]);
    }
    return [...byPort.values()].flatMap((lanes) => {
      const first = lanes[0];
      if (!first) return [];
      const port = first.evidence.dialler?.port ?? 0;
      return [
        finding(
          HN0210,
          { who: `${transportName(first.transport)} port ${port}`, direction: directionName(first) },
          {
            evidence: someEvidence(lanes),
            remedy: {
              text: `Find the program that holds ${first.transport} port ${port} where this was dialled from, and stop it or move it.`,
              command: `sudo ss -Hlnp${first.transport === 'tcp' ? 't' : 'u'} sport = :${port}`,
            },
          },
        ),
      ];
    });
  },
};

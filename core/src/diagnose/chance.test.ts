import { CHECKS } from '../judge/checks/registry.ts';
import { judge } from '../judge/judge.ts';
import type { Lane } from '../model/lane.ts';
import { mergeRounds } from '../run/merge-rounds.ts';
import { repeatsOf } from '../run/repeats.ts';
import { deservesAnotherRound } from '../run/rounds.ts';
import { input, plainFacts, promised } from '../testing/evidence-fixtures.ts';
import { lossyDial, randomFrom } from '../testing/lossy-lane.ts';

const RUNS = 1000;
const SEED = 20_261_128;

/** Codes that name a group of lanes, a pair of addresses or one way as dead. */
const NAMES_DEAD = /^HN02(?:0[1-9]|1[136])$/;

const LANE_CHECKS = CHECKS.filter(({ entry }) => entry.code.startsWith('HN02'));

interface Fault {
  /** Share of the packets lost one way, by transport. */
  readonly loss: Readonly<Record<'tcp' | 'udp', number>>;
  readonly dead?: (lane: Lane) => boolean;
}

type Dial = (lane: Lane, patient: boolean) => Lane;

/** What is said of one run whose dials show this, measured as `measureAll` measures it. */
function diagnosed(dial: Dial) {
  const planned = promised();
  let lanes = planned.map((lane) => dial(lane, false));
  if (deservesAnotherRound('none', lanes)) {
    const byId = new Map(planned.map((lane) => [lane.id, lane]));
    const repeats = repeatsOf(planned, lanes).map((repeat) => ({
      ...byId.get(repeat.id.replace(/~\d+$/, ''))!,
      id: repeat.id,
    }));
    lanes = mergeRounds(
      lanes,
      [...planned, ...repeats].map((lane) => dial(lane, true)),
    ).lanes;
  }
  return judge(input({ facts: plainFacts(), lanes }), LANE_CHECKS);
}

/** Dials over a network with this fault. */
function lossy({ loss, dead = () => false }: Fault, random: () => number): Dial {
  return (lane, patient) => lossyDial(lane, loss[lane.transport], patient, random, dead(lane));
}

/** How many of a thousand runs have each code. */
function counted(fault: Fault): Map<string, number> {
  const random = randomFrom(SEED);
  const codes = new Map<string, number>();
  for (let run = 0; run < RUNS; run++) {
    for (const code of new Set(diagnosed(lossy(fault, random)).findings.map((finding) => finding.code)))
      codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

/** A computer that is busy for a moment: of the first round some dials are answered too late, and all that follow in time. */
it('a busy moment is no loss in any of a thousand runs', () => {
  const random = randomFrom(SEED);
  for (let run = 0; run < RUNS; run++) {
    const share = random() / 2;
    const { verdict, findings } = diagnosed((lane, patient) =>
      lossyDial(lane, 0, patient, random, !patient && random() < share),
    );
    const codes = findings.map(({ code }) => code);
    expect([verdict, codes.filter((code) => code !== 'HN0223')]).toEqual(['working', []]);
  }
});

const LOSSES = [0.05, 0.1, 0.2, 0.3].flatMap((p) => [
  { name: `${p * 100} % of all packets`, loss: { tcp: p, udp: p } },
  { name: `${p * 100} % of TCP`, loss: { tcp: p, udp: 0 } },
  { name: `${p * 100} % of UDP`, loss: { tcp: 0, udp: p } },
]);

it.each(LOSSES)(
  '$name lost by chance: none of a thousand runs but one names a dead group or pair',
  ({ loss }) => {
    const codes = counted({ loss });
    for (const [code, times] of codes)
      if (NAMES_DEAD.test(code)) expect([code, times]).toEqual([code, Math.min(times, 1)]);
  },
);

const CELLS = (['tcp', 'udp'] as const).flatMap((transport) =>
  (['ipv4', 'ipv6'] as const).map((family) => ({ transport, family })),
);
it.each(CELLS)('a dead cell beside 5 % loss is named: $transport over $family', ({ transport, family }) => {
  const dead = (lane: Lane) => lane.from === 'host' && lane.transport === transport && lane.family === family;
  const codes = counted({ loss: { tcp: 0.05, udp: 0.05 }, dead });
  expect(codes.get(transport === 'tcp' ? 'HN0204' : 'HN0205') ?? 0).toBeGreaterThanOrEqual(0.99 * RUNS);
});

import { planLanes, skippedBecause, type PlanInput } from './planned-lanes.ts';

const LAN = '192.0.2.10';
const plan = (over: Partial<PlanInput> = {}) =>
  planLanes({ lanAddress: LAN, desktop: true, bridge: false, published: false, ipv6: true, ...over });

/** Lanes of one leg as `address@listen`, without transport. */
const leg = (from: string, to: string, over: Partial<PlanInput> = {}) =>
  new Set(
    plan(over)
      .filter((l) => l.from === from && l.to === to)
      .map((l) => `${l.address}@${l.listen}`),
  );

const WAYS = [
  ['host', 'host-mode'],
  ['host-mode', 'host'],
  ['host-mode', 'host-mode'],
  ['bridge', 'host'],
  ['bridge', 'host-mode'],
  ['host', 'published'],
] as const;

describe.each([
  ['Docker Desktop', true],
  ['a plain engine', false],
])('planLanes for %s', (_, desktop) => {
  it('dials host-mode containers on every address, at every kind of listener', () => {
    expect(leg('host', 'host-mode', { desktop })).toEqual(
      new Set([
        '127.0.0.1@0.0.0.0',
        '127.0.0.1@127.0.0.1',
        '127.0.0.1@::',
        '::1@::',
        '::1@::1',
        'localhost@::',
        `${LAN}@0.0.0.0`,
      ]),
    );
  });

  it('dials the host on every address and name', () => {
    expect(leg('host-mode', 'host', { desktop })).toEqual(
      new Set([
        '127.0.0.1@0.0.0.0',
        '127.0.0.1@127.0.0.1',
        '::1@::1',
        'localhost@::',
        '::ffff:127.0.0.1@127.0.0.1',
        'host.docker.internal@::',
        `${LAN}@0.0.0.0`,
      ]),
    );
  });

  it('has every control', () => {
    expect(leg('host-mode', 'host-mode', { desktop })).toEqual(new Set(['127.0.0.1@127.0.0.1', '::1@::1']));
    expect(leg('bridge', 'host', { desktop })).toEqual(new Set(['host.docker.internal@::']));
    expect(leg('bridge', 'host-mode', { desktop })).toEqual(new Set(['host.docker.internal@::']));
    expect(leg('host', 'published', { desktop })).toEqual(new Set(['127.0.0.1@0.0.0.0']));
  });

  it('has each lane for TCP and for UDP, with an id of its own', () => {
    const lanes = plan({ desktop });
    expect(new Set(lanes.map((l) => l.id)).size).toBe(lanes.length);
    for (const transport of ['tcp', 'udp'] as const) {
      expect(lanes.filter((l) => l.transport === transport)).toHaveLength(lanes.length / 2);
    }
    expect(new Set(lanes.map((l) => `${l.from}>${l.to}`))).toEqual(new Set(WAYS.map((way) => way.join('>'))));
  });

  it('leaves out the LAN address where there is none', () => {
    const without = plan({ desktop, lanAddress: null });
    expect(without).toHaveLength(plan({ desktop }).length - 4);
    expect(without.some((l) => l.address === LAN)).toBe(false);
  });

  it('counts loopback alone: each promised lane lies on 127.0.0.1, ::1 or localhost between host and container', () => {
    for (const lane of plan({ desktop }).filter((l) => l.role === 'verdict')) {
      expect(['127.0.0.1', '::1', 'localhost']).toContain(lane.address);
      expect(['host>host-mode', 'host-mode>host']).toContain(`${lane.from}>${lane.to}`);
      expect(lane.expected).toBe('reachable');
    }
  });
});

describe('planLanes', () => {
  it('expects host.docker.internal of Docker Desktop alone', () => {
    const gateway = (desktop: boolean) =>
      new Set(
        plan({ desktop })
          .filter((l) => l.address === 'host.docker.internal' && l.to === 'host')
          .map((l) => l.expected),
      );
    expect(gateway(true)).toEqual(new Set(['reachable']));
    expect(gateway(false)).toEqual(new Set(['unspecified']));
  });

  it('writes an id that tells the lane', () => {
    expect(plan()[0]?.id).toBe('host>host-mode/tcp/127.0.0.1@0.0.0.0');
  });
});

describe('skippedBecause', () => {
  const input = { lanAddress: null, desktop: true, bridge: false, published: false, ipv6: true };
  const first = (from: string, to: string) => plan().find((l) => l.from === from && l.to === to)!;

  it('skips what needs a container of its own, with the reason', () => {
    expect(skippedBecause(first('bridge', 'host'), input)).toMatch(
      /^needs a bridge container .* full diagnosis/,
    );
    expect(skippedBecause(first('bridge', 'host-mode'), input)).toMatch(/^needs a bridge container/);
    expect(skippedBecause(first('host', 'published'), input)).toMatch(
      /^needs a published container .* full diagnosis/,
    );
  });

  it('skips nothing that was asked for, and never a promised lane', () => {
    const all = { ...input, bridge: true, published: true };
    for (const lane of plan()) expect(skippedBecause(lane, all)).toBeNull();
    for (const lane of plan().filter((l) => l.role === 'verdict'))
      expect(skippedBecause(lane, input)).toBeNull();
  });
});

import type { Lane } from '../model/lane.ts';
import { planLanes } from '../plan/planned-lanes.ts';
import type { DialedEvent, ReceivedEvent } from '../protocol/index.ts';
import { LaneBoard } from './lane-board.ts';

const PLAN = planLanes({ lanAddress: null, desktop: true, bridge: false, published: false, ipv6: true });
const find = (id: string) => PLAN.find((lane) => lane.id === id)!;
const TCP = find('host>host-mode/tcp/127.0.0.1@0.0.0.0');
const UDP = find('host>host-mode/udp/127.0.0.1@0.0.0.0');
const NAME = find('host>host-mode/tcp/localhost@::');

const dialed = (lane: string, over: Partial<DialedEvent> = {}): DialedEvent => ({
  event: 'dialed',
  lane,
  transport: 'tcp',
  address: '127.0.0.1',
  port: 21000,
  of: 1,
  outcome: 'reachable',
  phase: 'close',
  errno: null,
  local: null,
  nonces: [`nonce of ${lane} ${over.address ?? ''}`],
  sent: 1,
  answered: 1,
  lastSent: 1,
  lastAnswered: 1,
  tries: 1,
  elapsedMs: 1,
  firstSuccessMs: 1,
  at: 1,
  ...over,
});
const received = (of: DialedEvent): ReceivedEvent => ({
  event: 'received',
  listener: 'l',
  transport: of.transport,
  nonce: of.nonces[0] ?? '',
  from: { address: '127.0.0.1', port: 1 },
  at: 1,
});

/** A board whose far end has seen nothing yet and listens. `graceMs` is long unless a test waits for it. */
function board(graceMs = 60_000) {
  const settled: Lane[] = [];
  const seen: ReceivedEvent[] = [];
  const far = { received: seen, open: true, listening: () => far.open };
  const b = new LaneBoard(PLAN, graceMs, (lane) => settled.push(lane));
  b.setFarEnd('host-mode', far);
  const see = (event: DialedEvent) => {
    seen.push(received(event));
    b.received();
  };
  return { b, settled, see, far, outcomes: () => settled.map((lane) => lane.outcome) };
}

const boards: LaneBoard[] = [];
const fresh = (graceMs?: number) => {
  const made = board(graceMs);
  boards.push(made.b);
  return made;
};
afterEach(() => boards.splice(0).forEach((b) => b.close()));

describe('LaneBoard', () => {
  it('settles an answered dial when its witness speaks, in whichever order they come', () => {
    const first = fresh();
    first.b.dialed(dialed(TCP.id));
    expect(first.settled).toEqual([]);
    first.see(dialed(TCP.id));
    expect(first.outcomes()).toEqual(['reachable']);

    const second = fresh();
    second.see(dialed(TCP.id));
    second.b.dialed(dialed(TCP.id));
    expect(second.outcomes()).toEqual(['reachable']);
  });

  it('settles at once what needs no second witness', () => {
    const { b, outcomes } = fresh();
    b.dialed(dialed(TCP.id, { outcome: 'refused', phase: 'connect', answered: 0 }));
    b.dialed(dialed(UDP.id, { outcome: 'wrong-listener', answered: 0 }));
    expect(outcomes()).toEqual(['refused', 'wrong-listener']);
  });

  it('gives a silent witness its time, then settles', async () => {
    const { b, outcomes } = fresh(20);
    b.dialed(dialed(UDP.id, { transport: 'udp', outcome: 'timed-out', phase: 'echo', sent: 3, answered: 0 }));
    b.dialed(dialed(TCP.id));
    expect(outcomes()).toEqual([]);
    await b.complete([TCP.id, UDP.id]);
    expect(outcomes().sort()).toEqual(['not-measured', 'request-lost']);
  });

  it('calls a reply lost when the request was seen before the dial gave up', () => {
    const { b, see, outcomes } = fresh();
    const event = dialed(UDP.id, { transport: 'udp', outcome: 'timed-out', phase: 'echo', answered: 0 });
    see(event);
    b.dialed(event);
    expect(outcomes()).toEqual(['reply-lost']);
  });

  it('does not call a request lost when the far end has gone', async () => {
    const { b, far, outcomes } = fresh(10);
    far.open = false;
    b.dialed(dialed(UDP.id, { transport: 'udp', outcome: 'timed-out', phase: 'echo', answered: 0 }));
    await b.complete([UDP.id]);
    expect(outcomes()).toEqual(['not-measured']);
  });

  it('yields one lane for each address of a name, with ids of their own, and is complete with the last', async () => {
    const { b, see, settled } = fresh();
    let complete = false;
    const waiting = b.complete([NAME.id]).then(() => (complete = true));
    for (const address of ['::1', '127.0.0.1']) {
      expect(complete).toBe(false);
      const event = dialed(NAME.id, { address, of: 2 });
      see(event);
      b.dialed(event);
      await Promise.resolve();
    }
    await waiting;
    expect(settled.map((lane) => [lane.id, lane.family])).toEqual([
      [`${NAME.id}#::1`, 'ipv6'],
      [`${NAME.id}#127.0.0.1`, 'ipv4'],
    ]);
  });

  it('keeps the plan’s id for a name that did not resolve', () => {
    const { b, settled } = fresh();
    b.dialed(
      dialed(NAME.id, { address: null, outcome: 'resolve-failed', phase: 'resolve', nonces: [], sent: 0 }),
    );
    expect(settled.map((lane) => [lane.id, lane.family])).toEqual([[NAME.id, null]]);
  });

  it('ignores lanes it does not know', () => {
    const { b, settled } = fresh();
    b.dialed(dialed('boundary/multicast', { outcome: 'timed-out' }));
    b.giveUp(['no such lane'], 'instrument', 'x');
    expect(settled).toEqual([]);
  });

  it('gives up what is open, with the reason, and leaves what is settled', () => {
    const { b, settled } = fresh();
    b.dialed(dialed(TCP.id, { outcome: 'refused' }));
    b.giveUp([TCP.id, UDP.id], 'instrument', 'the container died');
    b.giveUp([TCP.id, UDP.id], 'skipped', 'too late');
    expect(settled.map((lane) => [lane.outcome, lane.missing, lane.reason])).toEqual([
      ['refused', null, null],
      ['not-measured', 'instrument', 'the container died'],
    ]);
  });

  it('settles a dial that waits for its witness when it gives up, rather than losing it', () => {
    const { b, outcomes } = fresh();
    b.dialed(dialed(TCP.id));
    b.giveUp([TCP.id], 'instrument', 'over');
    expect(outcomes()).toEqual(['not-measured']);
    expect(b.lanes()[0]?.evidence.dialler?.answered).toBe(1);
  });

  it('keeps the address of a name that was measured when the other never came', async () => {
    const { b, settled } = fresh();
    b.dialed(dialed(NAME.id, { address: '::1', of: 2, outcome: 'refused' }));
    b.giveUp([NAME.id], 'instrument', 'over');
    await b.complete([NAME.id]);
    expect(settled[0]).toMatchObject({ id: `${NAME.id}#::1`, outcome: 'refused' });
  });

  it('settles undialled lanes with their reason', async () => {
    const { b, settled } = fresh();
    b.undialled([{ lane: TCP, missing: 'absent', reason: 'no such address' }]);
    await b.complete([TCP.id]);
    expect(settled[0]).toMatchObject({
      outcome: 'not-measured',
      missing: 'absent',
      reason: 'no such address',
    });
  });

  it('lists lanes in the order of the plan, whatever order they settled in', () => {
    const { b } = fresh();
    b.dialed(dialed(UDP.id, { outcome: 'refused' }));
    b.dialed(dialed(TCP.id, { outcome: 'refused' }));
    expect(b.lanes().map((lane) => lane.id)).toEqual([TCP.id, UDP.id]);
  });
});

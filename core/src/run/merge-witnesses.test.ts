import { laneFixture } from '../testing/lane-fixture.ts';
import { DialOutcome, type DialedEvent, type ReceivedEvent } from '../protocol/index.ts';
import { PlannedLane } from '../model/lane.ts';
import { mergeWitnesses, notMeasured, type ListenerWitness } from './merge-witnesses.ts';

const planned = PlannedLane.parse(laneFixture());

const dialed = (over: Partial<DialedEvent> = {}): DialedEvent => ({
  event: 'dialed',
  lane: planned.id,
  transport: 'tcp',
  address: '127.0.0.1',
  port: 21000,
  of: 1,
  outcome: 'reachable',
  phase: 'close',
  errno: null,
  local: { address: '127.0.0.1', port: 50000 },
  nonces: ['aa'],
  sent: 1,
  answered: 1,
  lastSent: 1,
  lastAnswered: 1,
  tries: 1,
  elapsedMs: 3,
  firstSuccessMs: 12,
  at: 15,
  ...over,
});
const received = (nonce: string, port = 50000): ReceivedEvent => ({
  event: 'received',
  listener: 'tcp@0.0.0.0',
  transport: 'tcp',
  nonce,
  from: { address: '127.0.0.1', port },
  at: 14,
});
const witness = (over: Partial<ListenerWitness> = {}): ListenerWitness => ({
  address: '0.0.0.0',
  port: 21000,
  received: [],
  complete: true,
  ...over,
});
const saw = witness({ received: [received('aa')] });
const sawNothing = witness({ received: [received('of-another-lane')] });
const died = witness({ complete: false });

describe('mergeWitnesses', () => {
  it.each([
    ['the listener saw it', saw, 'reachable'],
    ['a listener that has died since saw it', { ...saw, complete: false }, 'reachable'],
    ['no listener vouches for it', sawNothing, 'not-measured'],
    ['the listener died', died, 'not-measured'],
    ['there is no second witness', null, 'not-measured'],
  ])('an answered dial, %s', (_, second, expected) => {
    expect(mergeWitnesses(planned, dialed(), second).outcome).toBe(expected);
  });

  it('says why an answer that nobody vouches for is not measured: the instrument failed', () => {
    expect(mergeWitnesses(planned, dialed(), null)).toMatchObject({
      outcome: 'not-measured',
      missing: 'instrument',
      reason: 'only one witness: the listener could not be heard, or had ended',
    });
  });

  it.each([
    ['the listener saw the request', saw, 'reply-lost'],
    ['the listener saw nothing', sawNothing, 'request-lost'],
    ['the listener died: its silence proves nothing', died, 'not-measured'],
    ['there is no second witness', null, 'timed-out'],
  ])('a request without an answer, %s', (_, second, expected) => {
    const event = dialed({ outcome: 'timed-out', phase: 'echo', answered: 0 });
    expect(mergeWitnesses(planned, event, second).outcome).toBe(expected);
  });

  it.each(['resolve', 'connect'] as const)('a time-out in %s sent no request: nothing to split', (phase) => {
    const event = dialed({ outcome: 'timed-out', phase, nonces: [], sent: 0, answered: 0 });
    expect(mergeWitnesses(planned, event, sawNothing).outcome).toBe('timed-out');
  });

  const plain = DialOutcome.options.filter((o) => o !== 'reachable' && o !== 'timed-out');
  it.each(plain)('%s stays what it is, whatever a living listener saw', (outcome) => {
    for (const second of [saw, sawNothing]) {
      const lane = mergeWitnesses(planned, dialed({ outcome, phase: 'echo', answered: 0 }), second);
      expect([lane.outcome, lane.reason, lane.missing]).toEqual([outcome, null, null]);
    }
  });

  it('keeps what both witnesses know', () => {
    const event = dialed({ nonces: ['aa', 'bb', 'cc'], sent: 3, answered: 2, errno: 'ECONNREFUSED' });
    const both = witness({
      received: [received('aa'), received('bb'), received('cc', 50001), received('zz')],
    });
    expect(mergeWitnesses(planned, event, both)).toMatchObject({
      resolved: '127.0.0.1',
      family: 'ipv4',
      elapsedMs: 3,
      evidence: {
        dialler: {
          port: 21000,
          phase: 'close',
          errno: 'ECONNREFUSED',
          sent: 3,
          answered: 2,
          firstSuccessMs: 12,
        },
        listener: {
          address: '0.0.0.0',
          port: 21000,
          received: 3,
          from: [
            { address: '127.0.0.1', port: 50000 },
            { address: '127.0.0.1', port: 50001 },
          ],
        },
      },
    });
  });

  it('of a bridge without IPv6 is absent, and of a host-mode container what it showed', () => {
    const event = dialed({ address: 'fd00::1', outcome: 'address-unavailable', sent: 0, nonces: [] });
    expect(mergeWitnesses({ ...planned, from: 'bridge' }, event, saw)).toMatchObject({
      outcome: 'not-measured',
      missing: 'absent',
      reason: 'the bridge container has no IPv6 address to connect from',
    });
    expect(mergeWitnesses({ ...planned, from: 'host-mode' }, event, saw).outcome).toBe('address-unavailable');
  });

  it('takes the family from the address that was really dialled', () => {
    const family = (address: string | null) => mergeWitnesses(planned, dialed({ address }), saw).family;
    expect(family('::1')).toBe('ipv6');
    expect(family('::ffff:127.0.0.1')).toBe('ipv4-mapped');
    expect(family(null)).toBeNull();
  });
});

describe('notMeasured', () => {
  it.each(['absent', 'skipped', 'instrument'] as const)('keeps the reason and its kind: %s', (missing) => {
    expect(notMeasured(planned, missing, 'because')).toMatchObject({
      id: planned.id,
      outcome: 'not-measured',
      missing,
      reason: 'because',
      family: 'ipv4',
      resolved: null,
      evidence: { dialler: null, listener: null },
      elapsedMs: null,
    });
  });
});

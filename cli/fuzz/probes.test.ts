import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { WIRE } from '@hostnet/core/protocol';
import * as fc from 'fast-check';
import { helperPath } from '../src/adapters/helper-facts.ts';
import { attack, ATTACK_MS, draw, note, shareOf } from './support/attack.ts';
import { hostileText } from './support/hostile.ts';
import { request, startProbe, type Listening } from './support/probe.ts';
import { at, residentMb } from './support/process.ts';
import { sender, visit, type Sender, type Visit } from './support/strangers.ts';

/** Largest datagram of IPv4 (RFC 768, RFC 791: 65,535 less both headers). */
const GIANT = 65_507;
/** A stranger is closed within 2 s to say something and 1 s to end (probe, LISTEN_LIMITS); the rest is a busy machine's. */
const GONE_MS = 8000;

/** A request of this run with one byte changed: as near as a stranger can come. */
const nearly = fc.tuple(fc.nat(WIRE.messageBytes - 1), fc.integer({ min: 1, max: 255 })).map(([i, by]) => {
  const data = Buffer.from(request('0'.repeat(32)));
  data[i] = (data[i] ?? 0) ^ by;
  return data;
});
const bytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: nearly },
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data)) },
  { weight: 2, arbitrary: hostileText.map((text) => Buffer.from(text).subarray(0, GIANT)) },
  { weight: 2, arbitrary: fc.nat(100).map((length) => request('1'.repeat(32)).subarray(0, length)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1400, max: GIANT }).map((length) => Buffer.alloc(length, 'HNQ1 ')),
  },
);

const PROBES: readonly [string, readonly string[]][] = [
  ['TypeScript', [process.execPath, at('probe/node/dist/probe.mjs')]],
  ['Go', [helperPath() ?? at('probe/go/dist/linux-amd64/hostnet-helper')]],
];

describe.each(PROBES)('the probe in %s', (name, command) => {
  let probe: Listening;
  /** Nonces of requests that were authentic. */
  const ours = new Set<string>();
  beforeEach(async () => {
    ours.clear();
    probe = await startProbe(command);
  });
  afterEach(async () => {
    await probe.stop();
    // A stranger's request that is told as ours would be a proof of nothing.
    expect([...probe.received].filter((nonce) => !ours.has(nonce))).toEqual([]);
  });

  /** Asks for itself until it is answered, as any dialler does: the queue in front of it may be full of strangers. */
  const answered = async (own: Sender): Promise<void> => {
    const nonce = randomBytes(16).toString('hex');
    ours.add(nonce);
    const before = own.answers;
    for (let tries = 0; tries < 50 && own.answers === before; tries += 1) {
      await own.send(request(nonce));
      for (let i = 0; i < 20 && own.answers === before; i += 1)
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (own.answers === before) throw new Error('its own request is answered no more');
  };

  it(
    'is silent to strange datagrams, and answers its own among them',
    async () => {
      const [stranger, own] = [await sender(probe.udp), await sender(probe.udp)];
      const all = draw(bytes, shareOf(25_000));
      await answered(own);
      let halfMb = 0;
      for (const [i, data] of all.entries()) {
        await stranger.send(data);
        if (i % 250 === 0) await answered(own);
        if (i === Math.floor(all.length / 2)) halfMb = residentMb(probe.child);
      }
      await answered(own);
      const grown = residentMb(probe.child) - halfMb;
      const failed = stranger.came > 0 || own.came > own.sent || grown > 40 ? 1 : 0;
      note(`probe (${name}): strange datagrams`, all.length, failed);
      [stranger, own].forEach((socket) => socket.close());
      expect({ came: stranger.came, echoed: own.came <= own.sent }).toEqual({ came: 0, echoed: true });
      expect(grown).toBeLessThan(40);
    },
    ATTACK_MS,
  );

  it(
    'never sends more than came, however often a request is replayed',
    async () => {
      const [replayer, own] = [await sender(probe.udp), await sender(probe.udp)];
      const nonce = randomBytes(16).toString('hex');
      ours.add(nonce);
      const count = shareOf(20_000);
      for (let i = 0; i < count; i += 1) await replayer.send(request(nonce));
      await answered(own);
      note(`probe (${name}): a request replayed`, count, replayer.came > replayer.sent ? 1 : 0);
      [replayer, own].forEach((socket) => socket.close());
      expect(replayer.came).toBeLessThanOrEqual(replayer.sent);
      expect(replayer.came).toBeGreaterThan(0);
    },
    ATTACK_MS,
  );

  it(
    'closes strange connections without a word, slow and split ones too',
    async () => {
      const visitOf: fc.Arbitrary<Visit> = fc.record({
        pieces: fc.array(bytes, { maxLength: 5 }),
        every: fc.constantFrom(0, 0, 0, 0, 0, 3, 400),
        then: fc.constantFrom('end', 'end', 'end', 'reset', 'stay'),
      });
      const before = residentMb(probe.child);
      await attack({
        boundary: `probe (${name}): strange connections`,
        cases: 3200,
        each: 64,
        input: fc.array(visitOf, { minLength: 64, maxLength: 64 }),
        mostMs: 2 * GONE_MS,
        async meet(visits) {
          const gone = await Promise.all(visits.map((one) => visit(probe.tcp, one, 2 * GONE_MS)));
          for (const { came, tookMs } of gone) {
            if (came > 0) throw new Error(`${came} bytes for a stranger`);
            if (tookMs > GONE_MS) throw new Error(`a stranger stayed ${Math.round(tookMs)} ms`);
          }
        },
      });
      const nonce = randomBytes(16).toString('hex');
      ours.add(nonce);
      const own = await visit(probe.tcp, { pieces: [request(nonce)], every: 0, then: 'end' }, GONE_MS);
      expect(own.came).toBe(WIRE.messageBytes);
      expect(residentMb(probe.child) - before).toBeLessThan(64);
    },
    ATTACK_MS,
  );
});

it('both probes are built', () => {
  for (const [, command] of PROBES) expect(existsSync(command.at(-1) ?? '')).toBe(true);
});

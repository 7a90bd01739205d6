import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  diagnose,
  parseEventLine,
  ProbeFailure,
  ProtocolError,
  Report,
  type ProbeEvent,
} from '@hostnet/core';
import { desktopReport } from '@hostnet/core/testing';
import * as fc from 'fast-check';
import { childSession } from '../src/adapters/child-session.ts';
import { attack, ATTACK_MS } from './support/attack.ts';
import { changed, edited, hostileJson, jsonOf } from './support/hostile.ts';
import { EVENTS, lyingPorts } from './support/lying-ports.ts';

const line = fc.oneof(
  fc
    .constantFrom(...EVENTS)
    .chain((event) => changed(event))
    .map((value) => jsonOf(value)),
  fc.constantFrom(...EVENTS).chain((event) => edited(JSON.stringify(event))),
  hostileJson.map((value) => JSON.stringify(value)),
);
const never = new AbortController().signal;

/** Reads all that a session says; returns how it failed, null when it did not. */
async function readAll(events: AsyncIterable<ProbeEvent>): Promise<unknown> {
  try {
    for await (const event of events) if (typeof event.event !== 'string') return new Error('no event');
    return null;
  } catch (error) {
    return error;
  }
}

describe('a probe that lies', () => {
  it(
    'is an event or a refusal, line by line',
    async () => {
      await attack({
        boundary: 'probe: single lines',
        cases: 20_000,
        input: line,
        meet(text) {
          try {
            parseEventLine(text);
          } catch (error) {
            if (!(error instanceof ProtocolError)) throw error;
            if (error.message.length > 300)
              throw new Error(`${error.message.length} characters`, { cause: error });
          }
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'as a process that prints what it likes, in pieces, without an end of line or without an end',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hostnet-fuzz-'));
      const file = join(folder, 'lines');
      const failure = () => new ProbeFailure('died', 'The probe ended early.');
      try {
        await attack({
          boundary: 'probe: processes that print lines',
          cases: 600,
          input: fc.tuple(
            fc.array(line, { maxLength: 12 }),
            fc.constantFrom('\n', '\r\n', '\n\n', ''),
            fc.nat(30),
          ),
          mostMs: 15_000,
          async meet([lines, end, odd]) {
            writeFileSync(file, lines.join(end) + end);
            // Most write it at once; some byte by byte, and some never stop.
            const command =
              odd === 0
                ? ['dd', `if=${file}`, 'bs=1', 'status=none']
                : odd === 1
                  ? ['yes', 'x'.repeat(100_000)]
                  : ['cat', file];
            const stop = new AbortController();
            const timer = setTimeout(() => stop.abort(), 3000);
            const [program = '', ...args] = command;
            const session = childSession({
              command: program,
              args,
              signal: stop.signal,
              stopMs: 1000,
              failure,
            });
            const error = await readAll(session.events);
            clearTimeout(timer);
            await session.stop();
            if (error !== null) expect(error).toBeInstanceOf(ProbeFailure);
          },
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    ATTACK_MS,
  );

  it(
    'in a whole diagnosis gets a report, in time',
    async () => {
      let reports = 0;
      await attack({
        boundary: 'probe: whole diagnoses with lying probes',
        cases: 240,
        each: 6,
        // Several at once: most of a diagnosis is waiting.
        input: fc.array(
          fc.array(
            fc.constantFrom(...EVENTS).chain((event) => changed(event)),
            { maxLength: 30 },
          ),
          {
            minLength: 6,
            maxLength: 6,
          },
        ),
        mostMs: 30_000,
        async meet(worlds) {
          const all = await Promise.all(worlds.map((events) => reportOf(events)));
          for (const report of all) {
            reports += 1;
            Report.parse(report);
          }
        },
      });
      expect(reports).toBeGreaterThan(0);
    },
    ATTACK_MS,
  );
});

async function reportOf(events: readonly unknown[]): Promise<Report> {
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() };
  const secrets = { token: 'ab'.repeat(32), run: 'fuzz0001' };
  const tool = { name: 'hostnet', version: '0', surface: 'cli' } as const;
  const options = { tool, full: false, owners: true, timeoutMs: 3000, secrets, clock };
  for await (const event of diagnose(lyingPorts(desktopReport().facts, events), options, never))
    if (event.type === 'report') return event.report;
  throw new Error('no report');
}

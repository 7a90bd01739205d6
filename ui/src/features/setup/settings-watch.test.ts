import { known, unknown } from '@hostnet/core';
import type { EngineFacts, HostFacts, Known } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE } from '@hostnet/core/testing';
import { NOTHING_SEEN, onLook, onVerdict } from './settings-watch.ts';
import type { Watch } from './settings-watch.ts';

const { engine } = DESKTOP_FACTS;
const gone = ENGINE_GONE.engine;
const set = (hostNetworkingEnabled: Known<boolean>): HostFacts => ({
  ...DESKTOP_FACTS.host,
  desktop: { ...DESKTOP_FACTS.host.desktop!, hostNetworkingEnabled },
});
const off = set(known(false, 'store'));
const on = set(known(true, 'store'));
const unread = set(unknown('no file'));

/** Looks one after the other; returns which of them led to a measurement. */
function looks(...steps: readonly (readonly [EngineFacts, HostFacts | null])[]): {
  measured: boolean[];
  watch: Watch;
} {
  let watch = NOTHING_SEEN;
  const measured = steps.map(([e, h]) => {
    const next = onLook(watch, e, h);
    watch = next.watch;
    return next.measure;
  });
  return { measured, watch };
}

it('measures when the setting is turned on, and not before', () => {
  const { measured, watch } = looks([engine, off], [engine, off], [engine, on], [engine, on]);
  expect(measured).toEqual([false, false, true, false]);
  expect(watch.noticed).toBe('Host networking was turned on.');
});

it('measures when the engine went away and came back, and not while it is away', () => {
  expect(looks([engine, off], [gone, off], [gone, off], [engine, off]).measured).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

it('notices an engine that was away from the start', () => {
  expect(looks([gone, null], [engine, null]).measured).toEqual([false, true]);
});

it('does not take a setting that cannot be read any more for a change', () => {
  expect(looks([engine, off], [engine, unread], [engine, null]).measured).toEqual([false, false, false]);
});

it('notices another version and other containers', () => {
  const newer = { ...engine, desktop: { version: '4.86.0', build: '1' } } as EngineFacts;
  const windows = { ...engine, os: 'windows' } as EngineFacts;
  expect(looks([engine, off], [newer, off]).measured).toEqual([false, true]);
  expect(looks([windows, off], [engine, off]).measured).toEqual([false, true]);
});

it('measures a dead result a few more times after a change: the setting is stored before it works', () => {
  let watch = looks([engine, off], [engine, on]).watch;
  const again: boolean[] = [];
  for (let run = 0; run < 5; run++) {
    const next = onVerdict(watch, 'not-working');
    watch = next.watch;
    again.push(next.again);
  }
  expect(again).toEqual([true, true, true, false, false]);
  const changed = looks([engine, off], [engine, on]).watch;
  expect(onVerdict(changed, 'partly-working').again).toBe(true);
  expect(onVerdict(changed, 'not-available').again).toBe(false);
});

it('does not measure again by itself without a change, or after a success', () => {
  expect(onVerdict(looks([engine, off]).watch, 'not-working').again).toBe(false);
  const changed = looks([engine, off], [engine, on]).watch;
  const won = onVerdict(changed, 'working');
  expect(won.again).toBe(false);
  expect(onVerdict(won.watch, 'not-working').again).toBe(false);
});

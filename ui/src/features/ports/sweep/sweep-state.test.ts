import type { SweptEvent } from '@hostnet/core';
import { SessionSpec } from '@hostnet/core';
import { portsReport, portRow } from '@hostnet/core/testing';
import { foldSwept, holderOf, rangeFrom, sweepSentence, sweepSpecs, sweepStart } from './sweep-state.ts';

const line = (over: Partial<SweptEvent>): SweptEvent => ({
  event: 'swept',
  id: 'sweep',
  transport: 'tcp',
  address: '127.0.0.1',
  from: 1,
  to: 10,
  open: [],
  closed: 0,
  silent: [],
  failed: 0,
  errno: null,
  last: false,
  at: 0,
  ...over,
});
const secrets = () => ({ token: 'a'.repeat(64), run: 'abcd1234' });

describe('a range that was typed', () => {
  it.each([
    ['1-1024', { from: 1, to: 1024 }],
    [' 80 – 90 ', { from: 80, to: 90 }],
    ['8080', { from: 8080, to: 8080 }],
    ['1-65535', { from: 1, to: 65_535 }],
  ])('%j', (text, range) => expect(rangeFrom(text)).toEqual(range));

  it.each(['', 'abc', '1-', '0-10', '1-65536', '9-3', '1-2-3', '70000'])('%j gets a sentence', (text) =>
    expect(rangeFrom(text)).toHaveProperty('problem'),
  );
});

describe('a sweep', () => {
  it('covers every port once, in sessions the protocol takes', () => {
    const specs = sweepSpecs({ from: 1, to: 65_535, transport: 'udp' }, secrets);
    const ports = specs.flatMap(({ sweep = [] }) => sweep.map(({ from, to }) => [from, to] as const));
    expect(ports[0]?.[0]).toBe(1);
    expect(ports.at(-1)?.[1]).toBe(65_535);
    for (let at = 1; at < ports.length; at++) expect(ports[at]?.[0]).toBe((ports[at - 1]?.[1] ?? 0) + 1);
    for (const spec of specs) expect(SessionSpec.safeParse(spec).success).toBe(true);
    // Every port silent, 256 at once, must end within the session's lifetime.
    for (const { sweep = [], lifetimeMs } of specs)
      for (const { from, to, waitMs } of sweep)
        expect(((to - from + 1) / 256) * waitMs).toBeLessThan(lifetimeMs);
  });

  it('adds its lines up, in the order of ports', () => {
    let state = sweepStart({ from: 1, to: 20, transport: 'tcp' });
    state = foldSwept(state, line({ from: 11, to: 20, open: [18], closed: 9 }));
    state = foldSwept(state, line({ open: [2, 3], closed: 6, silent: [4], failed: 1, errno: 'EMFILE' }));
    expect(state).toMatchObject({ done: 20, total: 20, open: [2, 3, 18], closed: 15, silent: 1, failed: 1 });
    expect(sweepSentence(state)).toBe(
      '3 of 20 ports answer at 127.0.0.1 over TCP; 1 did not answer: a firewall drops the packets; 1 could not be tried (EMFILE).',
    );
  });

  it('that could try nothing claims nothing', () => {
    const state = foldSwept(
      sweepStart({ from: 1, to: 10, transport: 'tcp' }),
      line({ failed: 10, errno: 'EACCES' }),
    );
    expect(sweepSentence(state)).toBe('No port could be tried: EACCES.');
  });

  it('names who holds a port where a look saw it', () => {
    const hostListeners = {
      known: true as const,
      source: 'test',
      value: [
        {
          transport: 'tcp' as const,
          address: '127.0.0.1',
          port: 631,
          family: 'ipv4' as const,
          pid: 1,
          process: 'cupsd',
        },
      ],
    };
    const report = portsReport([portRow()], { ports: { ...portsReport([]).ports, hostListeners } });
    expect(holderOf(report, 80, 'tcp')).toBe('web');
    expect(holderOf(report, 80, 'udp')).toBeNull();
    expect(holderOf(report, 631, 'tcp')).toBe('cupsd');
    expect(holderOf(null, 80, 'tcp')).toBeNull();
  });
});

import type { SweepSpec, SweptEvent } from '@hostnet/core/protocol/probe';
import { SweptLines, type PortEnd } from './lines.ts';

const spec: SweepSpec = { id: 's', transport: 'tcp', address: '127.0.0.1', from: 7, to: 3506, waitMs: 100 };
const HOWS = ['open', 'closed', 'silent', 'failed'] as const;
const endOf = (i: number): PortEnd => {
  const how = HOWS[i % 4] ?? 'failed';
  return { how, errno: how === 'failed' ? 'EACCES' : null };
};

function lines(order: readonly number[], now: () => number = () => 0): Omit<SweptEvent, 'at'>[] {
  const told: Omit<SweptEvent, 'at'>[] = [];
  const swept = new SweptLines(spec, (line) => told.push(line), now);
  for (const i of order) swept.note(spec.from + i, endOf(i));
  return told;
}

const ports = Array.from({ length: 3500 }, (_, i) => i);

describe('SweptLines', () => {
  it.each([
    ['in order', ports],
    ['backwards', ports.toReversed()],
    [
      'in blocks of 256 that end the wrong way round',
      ports.map((i) => Math.min(3499, (i | 255) - (i & 255))),
    ],
  ])('tells every port once, %s', (_what, order) => {
    const told = lines([...new Set([...order, ...ports])]);
    let next = spec.from;
    for (const line of told) {
      expect(line.from).toBe(next);
      const all = line.open.length + line.closed + line.silent.length + line.failed;
      expect(all).toBe(line.to - line.from + 1);
      expect(all).toBeLessThanOrEqual(1000);
      expect(line.last).toBe(line.to === spec.to);
      expect(line.errno).toBe(line.failed > 0 ? 'EACCES' : null);
      next = line.to + 1;
    }
    expect(next).toBe(spec.to + 1);
    expect(told.flatMap((line) => line.open)).toEqual(
      ports.filter((i) => i % 4 === 0).map((i) => i + spec.from),
    );
  });

  it('tells of progress when ports end slowly', () => {
    let now = 0;
    const told = lines(ports.slice(0, 10), () => (now += 40));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ last }) => !last)).toBe(true);
  });
});

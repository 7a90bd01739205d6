import fc from 'fast-check';
import { multicastGroupFrom, portsFrom } from './listener-ports.ts';

const token = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('portsFrom', () => {
  it('draws different ports of that side, below every ephemeral range and the NodePorts, as many as asked for', () => {
    fc.assert(
      fc.property(
        token,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom('container' as const, 'host' as const),
        (t, count, attempt, side) => {
          const ports = portsFrom(t, side, count, attempt);
          expect(ports).toHaveLength(count);
          expect(new Set(ports).size).toBe(count);
          for (const port of ports) {
            expect(port).toBeGreaterThanOrEqual(side === 'container' ? 20_000 : 25_000);
            expect(port).toBeLessThan(side === 'container' ? 25_000 : 30_000);
          }
        },
      ),
    );
  });

  it('draws the same for the same token and attempt, others for another attempt', () => {
    fc.assert(
      fc.property(token, (t) => {
        expect(portsFrom(t, 'host', 8, 0)).toEqual(portsFrom(t, 'host', 8, 0));
        expect(portsFrom(t, 'host', 8, 0)).not.toEqual(portsFrom(t, 'host', 8, 1));
      }),
    );
  });

  it('spreads: 500 tokens draw at least 400 different first ports', () => {
    const first = Array.from({ length: 500 }, (_, i) => {
      const t = (i * 8_589_934).toString(16).padStart(8, '0').slice(0, 8).padEnd(64, '0');
      return portsFrom(t, 'container', 1, 0)[0];
    });
    expect(new Set(first).size).toBeGreaterThan(400);
  });
});

describe('multicastGroupFrom', () => {
  it('stays in 239.255.0.0/16, and on no network or broadcast number', () => {
    fc.assert(
      fc.property(token, (t) => {
        const parts = multicastGroupFrom(t).split('.').map(Number);
        expect(parts.slice(0, 2)).toEqual([239, 255]);
        for (const part of parts.slice(2)) {
          expect(part).toBeGreaterThanOrEqual(1);
          expect(part).toBeLessThanOrEqual(254);
        }
      }),
    );
  });
});

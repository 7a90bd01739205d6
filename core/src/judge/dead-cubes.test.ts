import fc from 'fast-check';
import { dead, promised, unmeasured, type Way } from '../testing/evidence-fixtures.ts';
import { cellsOf, isDead } from './cells.ts';
import { deadCubes } from './dead-cubes.ts';

type Name = `${'h>c' | 'c>h'} ${'tcp' | 'udp'} ${'ipv4' | 'ipv6'}`;

const NAMES: readonly Name[] = (['h>c', 'c>h'] as const).flatMap((direction) =>
  (['tcp', 'udp'] as const).flatMap((transport) =>
    (['ipv4', 'ipv6'] as const).map((family): Name => `${direction} ${transport} ${family}`),
  ),
);

const nameOf = ({ direction, transport, family }: Omit<Way, 'listen'>): Name =>
  `${direction === 'host-to-container' ? 'h>c' : 'c>h'} ${transport} ${family}`;

/** Each cube as the dimensions it names, `everything` for none. */
function told(isOver: (name: Name) => 'dead' | 'alive' | 'unproven' | 'absent'): string[] {
  const lanes = promised((way) => {
    switch (isOver(nameOf(way))) {
      case 'dead':
        return dead(way);
      case 'alive':
        return {};
      case 'unproven':
        return unmeasured();
      case 'absent':
        return unmeasured('absent');
    }
  });
  return deadCubes(cellsOf(lanes)).map(
    ({ direction, transport, family }) =>
      [direction, transport, family].filter((part) => part !== null).join(' ') || 'everything',
  );
}

describe('deadCubes', () => {
  it.each([
    ['nothing', /^never$/, []],
    ['all', /./, ['everything']],
    ['one direction', /^h>c/, ['host-to-container']],
    ['the other direction', /^c>h/, ['container-to-host']],
    ['TCP', /tcp/, ['tcp']],
    ['UDP', /udp/, ['udp']],
    ['IPv4', /ipv4/, ['ipv4']],
    ['IPv6', /ipv6/, ['ipv6']],
    ['UDP over IPv4', /udp ipv4/, ['udp ipv4']],
    ['TCP one way', /^h>c tcp/, ['host-to-container tcp']],
    ['IPv6 one way', /^c>h .* ipv6/, ['container-to-host ipv6']],
    ['one cell', /^h>c udp ipv6/, ['host-to-container udp ipv6']],
    ['UDP, and IPv6', /udp|ipv6/, ['ipv6', 'udp']],
    ['one direction, and UDP', /^h>c|udp/, ['udp', 'host-to-container']],
    [
      'two cells with nothing in common',
      /^(h>c tcp ipv4|c>h udp ipv6)/,
      ['host-to-container tcp ipv4', 'container-to-host udp ipv6'],
    ],
    ['all but one cell', /^(?!h>c tcp ipv4)/, ['ipv6', 'udp', 'container-to-host']],
  ])('tells %s', (_, pattern, expected) => {
    expect(told((name) => (pattern.test(name) ? 'dead' : 'alive'))).toEqual(expected);
  });

  it.each([
    ['nothing when it is alive', /^never$/, []],
    ['no family when all is dead', /ipv4/, ['everything']],
    ['no family when UDP is dead', /udp ipv4/, ['udp']],
    ['no family when one direction is dead', /^h>c .* ipv4/, ['host-to-container']],
    ['no family when one cell is dead', /^c>h tcp ipv4/, ['container-to-host tcp']],
  ])('where only IPv4 was there to measure, tells %s', (_, pattern, expected) => {
    const fate = (name: Name) =>
      name.endsWith('ipv6') ? 'absent' : pattern.test(name) ? ('dead' as const) : 'alive';
    expect(told(fate)).toEqual(expected);
  });

  const fates = fc.tuple(
    ...NAMES.map(() =>
      fc.constantFrom('dead' as const, 'alive' as const, 'unproven' as const, 'absent' as const),
    ),
  );
  const cellsFor = (list: readonly ('dead' | 'alive' | 'unproven' | 'absent')[]) =>
    cellsOf(
      promised((way) => {
        const fate = list[NAMES.indexOf(nameOf(way))];
        if (fate === 'dead') return dead(way);
        return fate === 'unproven' ? unmeasured() : fate === 'absent' ? unmeasured('absent') : {};
      }),
    );

  it('covers every dead cell and no other, whatever the fates', () => {
    fc.assert(
      fc.property(fates, (list) => {
        const cells = cellsFor(list);
        const covered = new Set(deadCubes(cells).flatMap((cube) => cube.cells));
        expect(covered).toEqual(new Set(cells.filter(isDead)));
      }),
      { numRuns: 300 },
    );
  });

  it('repeats no group, and names in each only what all its cells share', () => {
    fc.assert(
      fc.property(fates, (list) => {
        const cubes = deadCubes(cellsFor(list));
        const shapes = cubes.map((c) => `${c.direction} ${c.transport} ${c.family}`);
        expect(new Set(shapes).size).toBe(shapes.length);
        for (const { direction, transport, family, cells } of cubes) {
          expect(cells.length).toBeGreaterThan(0);
          for (const cell of cells) {
            if (direction !== null) expect(cell.direction).toBe(direction);
            if (transport !== null) expect(cell.transport).toBe(transport);
            if (family !== null) expect(cell.family).toBe(family);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

import { at, settle, type Placed } from './network.ts';

const socket = (of: number, bound: Placed['bound'], over: Partial<Placed> = {}): Placed => ({
  of,
  bound,
  port: 'it',
  share: false,
  ...over,
});

describe('sockets of one network', () => {
  it.each([
    ['any4', 'loop4', false],
    ['any4', 'any6', false],
    ['any4', 'any6only', true],
    ['any6', 'loop4', false],
    ['loop4', 'loop6', true],
    ['loop4', 'alias4', true],
    ['any6only', 'loop6', false],
  ] as const)('%s and then %s: both are there is %s', (one, other, both) => {
    const network = settle([
      [0, [socket(0, one)]],
      [1, [socket(1, other)]],
    ]);
    expect(network.late).toEqual(both ? [] : [{ of: 1, holder: 0, port: 'it' }]);
    expect(network.sockets).toHaveLength(both ? 2 : 1);
  });

  it('are there side by side where both share, and on two ports', () => {
    const shared = settle([
      [0, [socket(0, 'any4', { share: true })]],
      [1, [socket(1, 'any4', { share: true })]],
    ]);
    expect(shared.late).toEqual([]);
    expect(at('v4', shared)).toEqual([0, 1]);
    const apart = settle([
      [0, [socket(0, 'any4')]],
      [1, [socket(1, 'any4', { port: 'next' })]],
    ]);
    expect(at('v4', apart)).toEqual([0]);
  });

  it('a program that loses one of its sockets has none', () => {
    const network = settle([
      [0, [socket(0, 'loop6')]],
      [1, [socket(1, 'loop4'), socket(1, 'loop6')]],
    ]);
    expect(at('v4', network)).toEqual([]);
  });

  it('a client reaches the exact address before a wildcard, and IPv4’s own wildcard before a dual one', () => {
    const network = {
      sockets: [
        socket(0, 'any6', { share: true }),
        socket(1, 'any4', { share: true }),
        socket(2, 'loop4', { share: true }),
      ],
      late: [],
    };
    expect(at('v4', network)).toEqual([2]);
    expect(at('lan', network)).toEqual([1]);
    expect(at('v6', network)).toEqual([0]);
  });
});

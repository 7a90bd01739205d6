import { exclude } from './network.ts';
import { scenariosOf, sensible } from './generator.ts';
import { nameOf } from './scenario.ts';

describe('generated scenarios', () => {
  const all = scenariosOf(1, 600);

  it('are the same for a seed, and others for another', () => {
    expect(scenariosOf(1, 50)).toEqual(all.slice(0, 50));
    expect(scenariosOf(2, 50)).not.toEqual(all.slice(0, 50));
  });

  it('hold every fault there is, alone and with others', () => {
    const text = all.map(nameOf).join('\n');
    for (const word of [
      ...['plain', 'bed', 'tcp', 'udp', 'host-mode', 'published', 'unpublished', 'machine', 'nothing'],
      ...[
        'any4',
        'any6',
        'any6only',
        'loop4',
        'loop6',
        'alias4',
        'own4',
        'on the next port',
        'published to loop4',
      ],
      ...['serves', 'greets', 'closes', 'resets', 'hangs', 'full', '(3 wait)', 'shares'],
      ...['paused', 'stopped', 'restarted', 'outer side', 'inner side', 'firewall drops', 'firewall rejects'],
      ...['off', 'too-old', 'no-tcp', 'no-udp', 'no-ipv6', 'forgets', 'stranger', 'late'].map(
        (one) => `weather ${one}`,
      ),
    ])
      expect(text).toContain(word);
    expect(all.some(({ programs, rule }) => programs.length > 1 && rule !== null)).toBe(true);
  });

  it('say of each program only what can be so', () => {
    for (const one of all) {
      expect(sensible(one)).toEqual(one);
      for (const { kind, state, sockets } of one.programs) {
        if (kind === 'machine') expect(state).toBe('running');
        const [first, second] = sockets.map((socket) => ({ ...socket, of: 0, share: false }));
        expect(first && second && exclude(first, second)).not.toBe(true);
      }
    }
  });
});

import { portFrom, transportIn } from './question.ts';

describe('a port that was typed', () => {
  it.each([
    ['8080', 8080],
    [' 1 ', 1],
    ['65535', 65_535],
    [':443', 443],
    ['53/udp', 53],
    ['0080', 80],
  ])('%j is %i', (text, port) => expect(portFrom(text)).toEqual({ port }));

  it.each(['', ' ', '0', '65536', '70000', 'abc', '1-', '-1', '8080.5', '1e3', '٨٠', '9'.repeat(500)])(
    '%j gets one sentence of its own',
    (text) => {
      const answer = portFrom(text);
      expect(answer).toHaveProperty('problem');
      if ('problem' in answer) {
        expect(answer.problem).toMatch(/65535/);
        expect(answer.problem.length).toBeLessThan(120);
      }
    },
  );

  it('can name its transport', () => {
    expect(transportIn('53/UDP')).toBe('udp');
    expect(transportIn('53/tcp ')).toBe('tcp');
    expect(transportIn('53')).toBeNull();
  });
});

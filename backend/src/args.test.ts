import { ArgumentsError, parseArguments } from './args.ts';

describe('parseArguments', () => {
  it('has defaults', () => {
    expect(parseArguments([])).toEqual({ socket: '/run/guest-services/hostnet.sock', data: '/data' });
  });

  it('takes both', () => {
    expect(parseArguments(['--socket', '/a/b', '--data=/c'])).toEqual({ socket: '/a/b', data: '/c' });
  });

  it.each([
    [['--sock', '/x'], "Unknown option '--sock'"],
    [['extra'], 'extra'],
    [['--data'], '--data'],
    [['--data', ''], '--data must be an absolute path'],
    [['--socket', 'x.sock'], '--socket must be an absolute path'],
    [['--socket', `/${'x'.repeat(107)}`], 'at most 107 bytes'],
    [['--data', '/a\0b'], '--data must be an absolute path'],
  ])('refuses %j in one sentence', (argv, part) => {
    expect(() => parseArguments(argv)).toThrow(ArgumentsError);
    expect(() => parseArguments(argv)).toThrow(part);
    expect(() => parseArguments(argv)).toThrow(/^[^\n]+\.$/);
  });
});

import { parseNumbers, parseStart } from './args.mjs';
import { Plain } from './say.mjs';

/** Returns the error a bad command line gives. */
function refusal(read: () => unknown): Plain {
  try {
    read();
  } catch (error) {
    if (error instanceof Plain) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('parseStart', () => {
  test('reads all options', () => {
    expect(parseStart([])).toEqual({ once: false, engine: 'docker', scenario: undefined, help: false });
    expect(parseStart(['--once', '--engine', 'embedded', '--scenario=off'])).toEqual({
      once: true,
      engine: 'embedded',
      scenario: 'off',
      help: false,
    });
  });

  test.each([[['--bogus']], [['word']], [['--engine', 'podman']], [['--engine']], [['--scenario', '']]])(
    'refuses %j in one sentence with exit code 2',
    (args) => {
      const { message, exitCode } = refusal(() => parseStart(args));
      expect(exitCode).toBe(2);
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(message).not.toMatch(/\bat .*:\d+/);
    },
  );
});

describe('parseNumbers', () => {
  const usual = { seed: 1, count: 200 };

  test('reads the options given, and takes the usual for the others', () => {
    expect(parseNumbers(usual, [])).toEqual(usual);
    expect(parseNumbers(usual, ['--count', '7'])).toEqual({ seed: 1, count: 7 });
  });

  test.each([[['--count', 'x']], [['--count']], [['--count', '-1']], [['--other', '1']], [['7']]])(
    'refuses %j in one sentence with exit code 2',
    (args) => {
      const { message, exitCode } = refusal(() => parseNumbers(usual, args));
      expect(exitCode).toBe(2);
      expect(message).toMatch(/^[^\n]+\.$/);
    },
  );
});

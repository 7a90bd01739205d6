import { parseStart } from './args.mjs';
import { Plain } from './say.mjs';

/** Returns the error a bad command line gives. */
function refusal(args: string[]): Plain {
  try {
    parseStart(args);
  } catch (error) {
    if (error instanceof Plain) return error;
    throw error;
  }
  throw new Error(`${args.join(' ')} was accepted`);
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
      const { message, exitCode } = refusal(args);
      expect(exitCode).toBe(2);
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(message).not.toMatch(/\bat .*:\d+/);
    },
  );
});

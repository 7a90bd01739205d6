import { jest } from '@jest/globals';
import { commandLine } from './program.ts';

describe('the command line', () => {
  it('spells out what a refused argument could do to a terminal', async () => {
    const program = commandLine({ stop: new AbortController().signal, done: () => undefined });
    let said = '';
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += text.toString();
      return true;
    });
    try {
      const args = ['diagnose', '--engine', '\u001b[2J\r\u202e'];
      await expect(program.parseAsync(args, { from: 'user' })).rejects.toThrow();
    } finally {
      write.mockRestore();
    }
    expect(said).toContain(String.raw`'\u001b[2J\r\u202e' is invalid`);
    expect(said).toMatch(/^[ -~\n]*$/);
  });
});

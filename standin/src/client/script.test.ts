import { Script } from 'node:vm';
import { readChannel } from './channel.ts';
import { makeExec } from './exec.ts';
import { installClient } from './install.ts';
import { clientScript } from './script.ts';
import { THEMES } from './themes.ts';
import { takeToken } from './token.ts';
import { makeTransport } from './transport.ts';

const config = {
  profile: 'desktop',
  image: 'a"b</script>',
  platform: 'linux',
  arch: 'x64',
  hostname: 'h',
  hasVm: true,
  hasService: true,
  hasHost: true,
  themes: THEMES,
} as const;

describe('clientScript', () => {
  it('is a script that parses', () => {
    expect(() => new Script(clientScript(config))).not.toThrow();
  });

  it.each([makeTransport, readChannel, makeExec, installClient, takeToken])(
    'is made of functions that import nothing: %p',
    (part) => {
      // What an import, a helper of the compiler or a coverage counter would leave in the text.
      expect(part.toString()).not.toMatch(/__webpack|_interop|cov_|import\.meta|require\(/);
    },
  );
});

describe('THEMES', () => {
  const steps = ['100', '200', '300', '400', '500', '600', '700', '800'];
  it.each(['light', 'dark'] as const)('has the whole of Docker’s palette in %s', (mode) => {
    const { docker } = THEMES[mode].palette;
    expect(Object.keys(docker)).toEqual(['amber', 'blue', 'green', 'grey', 'red', 'violet']);
    for (const colour of Object.values(docker)) {
      expect(Object.keys(colour)).toEqual(steps);
      for (const value of Object.values(colour)) expect(value).toMatch(/^#[0-9A-F]{6}$/);
    }
  });
});

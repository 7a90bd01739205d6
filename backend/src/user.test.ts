import { mayChangeUser } from './user.ts';

const status = (caps: string): string => `Name:\tnode\nCapEff:\t${caps}\nCapBnd:\t0000000000000000\n`;
const isRoot = process.getuid?.() === 0;

describe('mayChangeUser', () => {
  it('is true for root with CAP_SETUID and CAP_SETGID only', () => {
    expect(mayChangeUser(status('00000000a80425fb'))).toBe(isRoot);
    expect(mayChangeUser(status('00000000000000c0'))).toBe(isRoot);
  });

  it.each(['0000000000000000', '0000000000000040', '0000000000000080'])('is false with %s', (caps) => {
    expect(mayChangeUser(status(caps))).toBe(false);
  });

  it('is false when the kernel does not tell', () => {
    expect(mayChangeUser('Name:\tnode\n')).toBe(false);
  });
});

import { warmUpParser } from './warm-up.ts';

describe('warmUpParser', () => {
  it('reads lines that are all of the protocol', () => {
    expect(warmUpParser).not.toThrow();
  });
});

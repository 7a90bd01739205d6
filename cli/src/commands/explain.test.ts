import { jest } from '@jest/globals';
import { CATALOGUE } from '@hostnet/core/catalogue';
import { UsageError } from '../exit.ts';
import { runExplain } from './explain.ts';

describe('explain', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());

  it.each(CATALOGUE.map((entry) => entry.code))('explains %s', (code) => {
    expect(runExplain(code)).toBe(0);
    expect(printed).toContain(`# ${code} `);
    expect(printed.endsWith('\n')).toBe(true);
  });

  it.each(['hn0205', ' HN0205 ', '0205', 'Hn0205', 'HN205', 'hn205', '205'])('takes %j', (text) => {
    expect(runExplain(text)).toBe(0);
    expect(printed).toContain('# HN0205 ');
  });

  it.each(['', 'HN', 'HN9999', '99999', 'HN 205', 'HN0205x', '../HN0205', '0205\n'.repeat(30)])(
    'refuses %j with what is known',
    (text) => {
      expect(() => runExplain(text)).toThrow(UsageError);
      expect(() => runExplain(text)).toThrow(/^There is no code ".*"\. Known codes: HN0001 HN0101 /);
      expect(printed).toBe('');
    },
  );

  it('quotes no more than the beginning of a long one', () => {
    expect(() => runExplain('x'.repeat(100_000))).toThrow(/"x{40}"/);
  });
});

import { runInNewContext } from 'node:vm';
import { errnoOf, HostnetError, messageOf } from './errors.ts';

describe('HostnetError', () => {
  it('holds message, fix, exit code and what was behind it', () => {
    const cause = new TypeError('x');
    const error = new HostnetError('It is full.', { fix: 'Empty it.', exitCode: 2, cause });
    expect(error).toMatchObject({ message: 'It is full.', fix: 'Empty it.', exitCode: 2, cause });
    expect(error).toBeInstanceOf(Error);
  });

  it('ends in "not measured" without a word', () => {
    expect(new HostnetError('x')).toMatchObject({ fix: '', exitCode: 3 });
  });
});

describe('errnoOf and messageOf', () => {
  it.each<[unknown, string | null, string]>([
    [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'ENOSPC', 'no space'],
    [new Error('two\nlines'), null, 'two\nlines'],
    [
      runInNewContext('Object.assign(new Error("of another realm"), { code: "EIO" })'),
      'EIO',
      'of another realm',
    ],
    [{ code: 7 }, null, '[object Object]'],
    ['text', null, 'text'],
    [null, null, 'null'],
    [undefined, null, 'undefined'],
  ])('%j', (thrown, errno, message) => {
    expect([errnoOf(thrown), messageOf(thrown)]).toEqual([errno, message]);
  });
});

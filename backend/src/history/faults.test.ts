import { ApiError } from '../errors.ts';
import { historyFault } from './faults.ts';

const system = (code: string): Error => Object.assign(new Error('x'), { code });

describe('historyFault', () => {
  it.each([
    ['ENOSPC', 507, 'history-full'],
    ['EDQUOT', 507, 'history-full'],
    ['EROFS', 503, 'history-read-only'],
    ['EACCES', 503, 'history-not-permitted'],
    ['EIO', 503, 'history-unavailable'],
    ['ENOTDIR', 503, 'history-unavailable'],
  ])('%s is %i %s, with a fix', (errno, status, code) => {
    const fault = historyFault(system(errno));
    expect(fault).toBeInstanceOf(ApiError);
    expect(fault).toMatchObject({ status, code, fix: expect.stringMatching(/\.$/) as unknown });
  });

  it('leaves other errors as they are', () => {
    const bug = new TypeError('bug');
    expect(historyFault(bug)).toBe(bug);
    const node = system('ERR_INVALID_ARG_TYPE');
    expect(historyFault(node)).toBe(node);
  });
});

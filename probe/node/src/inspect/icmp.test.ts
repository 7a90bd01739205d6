import { judgePing } from './icmp.ts';

const end = { code: null, errno: null, stderr: '' };

describe('judgePing', () => {
  it.each([
    ['a reply', { ...end, code: 0 }, 'carried', null],
    ['no reply', { ...end, code: 1 }, 'not-carried', null],
    ['no ping', { ...end, errno: 'ENOENT' }, 'not-measured', 'ENOENT'],
    ['a ping that may not be run', { ...end, errno: 'EACCES' }, 'not-measured', 'EACCES'],
    ['a ping that hangs', end, 'not-measured', null],
    [
      'no right to a socket',
      {
        ...end,
        code: 2,
        stderr:
          'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\nping: => missing cap_net_raw+p',
      },
      'not-measured',
      'EPERM',
    ],
    [
      'no route',
      { ...end, code: 2, stderr: 'ping: connect: Network is unreachable\n' },
      'not-carried',
      'ENETUNREACH',
    ],
    [
      'no IPv6 here',
      { ...end, code: 2, stderr: 'ping: connect: Cannot assign requested address\n' },
      'not-carried',
      'EADDRNOTAVAIL',
    ],
    [
      'a name it does not know',
      { ...end, code: 2, stderr: 'ping: nowhere: Name or service not known\n' },
      'not-measured',
      null,
    ],
    ['a ping without these options', { ...end, code: 64, stderr: 'usage: ping …' }, 'not-measured', null],
  ])('%s', (_what, how, status, errno) => {
    const carried = judgePing(how);
    expect(carried).toMatchObject({ status, errno });
    expect(carried.reason === null).toBe(status === 'carried');
  });
});

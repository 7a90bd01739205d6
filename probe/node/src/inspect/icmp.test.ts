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
    [
      'a ping that explains itself at length',
      {
        ...end,
        code: 2,
        stderr:
          "ping: invalid option -- 'e'\n\nUsage\n  ping [options] <destination>\n\nOptions:\n  <destination>  dns name or ip address\n",
      },
      'not-measured',
      null,
    ],
    [
      'a ping that may open no socket and ends with 1',
      { ...end, code: 1, stderr: 'ping: permission denied (are you root?)\n' },
      'not-measured',
      'EPERM',
    ],
    [
      'a firewall',
      { ...end, code: 1, stderr: 'ping: sendmsg: Operation not permitted\n' },
      'not-carried',
      'EPERM',
    ],
    ['something else', { ...end, code: 3, stderr: 'ping: a bug\nand more\n' }, 'not-measured', null],
  ])('%s', (_what, how, status, errno) => {
    const carried = judgePing(how);
    expect(carried).toMatchObject({ status, errno });
    expect(carried.reason === null).toBe(status === 'carried');
    // One short sentence of our own, whatever ping said.
    expect(carried.reason ?? 'x').toMatch(/^[^\r\n]{1,80}$/);
    expect(carried.reason ?? 'x').not.toMatch(/usage|ping:/i);
  });
});

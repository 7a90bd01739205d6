import { firstNew } from './arrivals.ts';
import type { TableSocket } from './sockets.ts';

const socket = (port: number, state = 1): TableSocket => ({
  transport: 'tcp',
  state,
  received: 0,
  uid: 0,
  inode: 0,
  local: { address: '::', port: 80 },
  remote: { address: '::1', port },
});
const before = new Map([
  [':: 80 ::1 5', 1],
  [':: 80 ::1 6', 6],
]);

describe('firstNew', () => {
  it('finds what was not there before', () => {
    const { local, remote } = socket(7);
    expect(firstNew([socket(5), socket(7), socket(8)], before)).toEqual({ local, remote });
    expect(firstNew([socket(5, 8), socket(6, 6)], before)).toBeNull();
    expect(firstNew([], before)).toBeNull();
  });

  it('counts an old pair of ends that is used again', () => {
    expect(firstNew([socket(6, 1)], before)).toMatchObject({ remote: { port: 6 } });
  });
});

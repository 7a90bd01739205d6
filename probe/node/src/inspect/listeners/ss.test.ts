import { parseSs } from './ss.ts';

const one = (line: string) => parseSs(`${line}\n`)[0];

describe('parseSs', () => {
  it.each([
    ['0.0.0.0:80', '', '0.0.0.0', 'ipv4'],
    ['127.0.0.53%lo:80', '', '127.0.0.53', 'ipv4'],
    ['*:80', ' v6only:0', '::', 'dual'],
    ['*:80', '', '::', 'unknown'],
    ['[::]:80', ' v6only:1', '::', 'ipv6'],
    ['[::1]:80', ' v6only:1', '::1', 'ipv6'],
    ['[::ffff:127.0.0.1]:80', ' v6only:0', '::ffff:127.0.0.1', 'ipv4'],
    ['[fe80::1]%eth0:80', ' v6only:1', 'fe80::1', 'ipv6'],
    ['[fe80::1%eth0]:80', ' v6only:1', 'fe80::1', 'ipv6'],
  ])('reads %s with "%s"', (local, more, address, family) => {
    const found = one(
      `tcp LISTEN 0      511       ${local}  *:* uid:1000 ino:42 sk:1 cgroup:/ <->${more}    `,
    );
    expect(found).toEqual({
      transport: 'tcp',
      address,
      port: 80,
      family,
      uid: 1000,
      pids: [],
      inode: 42,
      queued: 0,
    });
  });

  it('P09: reads how many connections the program has not taken, of TCP alone', () => {
    expect(one('tcp LISTEN 3 128 0.0.0.0:8091 0.0.0.0:*')).toMatchObject({ queued: 3 });
    expect(one('udp UNCONN 768 0 0.0.0.0:8091 0.0.0.0:*')).toMatchObject({ queued: null });
  });

  it('reads every process, whatever it is called', () => {
    const users = 'users:(("a (b) "c",pid=7,fd=3),("ino:9 uid:5",pid=12,fd=4))';
    const found = one(`udp UNCONN 0 0 0.0.0.0:53 0.0.0.0:* ${users} ino:42 sk:1 cgroup:/ <->`);
    expect(found).toMatchObject({ transport: 'udp', port: 53, uid: 0, pids: [7, 12], inode: 42 });
  });

  it('leaves out what is no socket', () => {
    const lines = [
      '',
      'Netid State',
      'tcp ESTAB 0 0 1.2.3.4:5 6.7.8.9:1',
      'tcp LISTEN 0 0 x *:*',
      'tcp LISTEN 0 0 *:70000 *:*',
    ];
    expect(parseSs(lines.join('\n'))).toEqual([]);
  });
});

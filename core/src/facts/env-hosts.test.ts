import { envHostsFrom } from './env-hosts.ts';

describe('envHostsFrom', () => {
  it.each([
    ['PATH=/usr/bin:/bin', []],
    ['TOKEN=abc123', []],
    ['HOST=192.168.65.3', [['192.168.65.3', 'address']]],
    ['HOST=192.168.65.3:9092', [['192.168.65.3', 'address']]],
    ['BIND=::', [['::', 'address']]],
    ['BIND=[fd00::1]:80', [['fd00::1', 'address']]],
    ['DB=postgres://user:s3cr:et@db:5432/x', [['db', 'name']]],
    ['REDIS=redis:6379', [['redis', 'name']]],
    ['TIME=12:30', []],
    [
      'LISTENERS=PLAINTEXT://192.0.2.1:9092,SSL://kafka:9093',
      [
        ['192.0.2.1', 'address'],
        ['kafka', 'name'],
      ],
    ],
    ['no equals sign', []],
    ['URL=http://[::1]:80/', [['::1', 'address']]],
  ])('%s', (line, expected) => {
    expect(envHostsFrom([line]).map((found) => [found.host, found.kind])).toEqual(expected);
  });

  it('keeps nothing of a URL but its host', () => {
    expect(JSON.stringify(envHostsFrom(['DB=postgres://user:s3cret@db/x?key=s3cret']))).not.toContain(
      's3cret',
    );
  });
});

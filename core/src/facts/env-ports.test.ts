import { envPortsFrom } from './env-ports.ts';

describe('envPortsFrom', () => {
  it.each<[readonly string[], readonly (readonly [string, number, string, string | null])[]]>([
    [['PATH=/usr/bin:/bin', 'TOKEN=1234', 'TIME=12:30', 'IMAGE=redis:7', 'no sign'], []],
    [['PORT=8080'], [['PORT', 8080, 'listens', null]]],
    [['HTTP_PORT=80'], [['HTTP_PORT', 80, 'listens', null]]],
    [['METRICS_PORT=9100'], [['METRICS_PORT', 9100, 'unclear', null]]],
    [
      ['PORTS=80,443'],
      [
        ['PORTS', 80, 'listens', null],
        ['PORTS', 443, 'listens', null],
      ],
    ],
    [['PORT=99999', 'PORT=', 'PORT=http'], []],
    [['DB_HOST=db', 'DB_PORT=5432'], [['DB_PORT', 5432, 'connects', 'db']]],
    [['SERVER_HOST=0.0.0.0', 'SERVER_PORT=81'], [['SERVER_PORT', 81, 'listens', null]]],
    [['LISTEN_ADDR=:8080'], [['LISTEN_ADDR', 8080, 'listens', null]]],
    [['LISTEN_ADDR=0.0.0.0:8080'], [['LISTEN_ADDR', 8080, 'listens', null]]],
    [['ASPNETCORE_URLS=http://+:5000'], [['ASPNETCORE_URLS', 5000, 'listens', null]]],
    [['API=http://localhost:9000/x'], [['API', 9000, 'unclear', null]]],
    [['DB=postgres://u:p:1@db:5432/x?a=b:77'], [['DB', 5432, 'connects', 'db']]],
    [['DB=postgres://[fd00::1]:5432/x'], [['DB', 5432, 'connects', 'fd00::1']]],
    [['DB=192.0.2.4:5432'], [['DB', 5432, 'connects', '192.0.2.4']]],
    [['BIND=192.0.2.4:81'], [['BIND', 81, 'listens', null]]],
    [
      ['K=a://h:1,b://i:2'],
      [
        ['K', 1, 'connects', 'h'],
        ['K', 2, 'connects', 'i'],
      ],
    ],
    [['REDIS=redis:6379'], [['REDIS', 6379, 'connects', 'redis']]],
  ])('%j', (lines, expected) => {
    const all = envPortsFrom(lines).map(({ variable, port, role, host }) => [variable, port, role, host]);
    expect(all).toEqual(expected);
  });

  it('keeps nothing but variable, port and host', () => {
    const kept = JSON.stringify(
      envPortsFrom(['DB=postgres://us3r:s3cret@db:5432/x?key=s3cret', 'KEY=s3cret']),
    );
    expect(kept).not.toMatch(/s3cret|us3r/);
  });

  it('of a container with a thousand variables keeps the first', () => {
    expect(envPortsFrom(Array.from({ length: 1000 }, (_, n) => `A${n}_PORT=${n + 1}`))).toHaveLength(50);
  });
});

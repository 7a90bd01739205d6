import { findingsOf, inputOf, lintText, services } from '../testing/compose-texts.ts';
import { patched } from '../testing/patched.ts';
import { rewrite } from './rewrite.ts';

/** The lines that a preview adds. */
const added = (fix: string | null | undefined) =>
  (fix ?? '')
    .split('\n')
    .filter((line) => /^\+(?!\+\+)/.test(line))
    .map((line) => line.slice(1).trim());
const file = (text: string) => ({ 'compose.yaml': text });

describe('L03: the address a healthcheck asks', () => {
  const api = (said: string, test: string) =>
    services({ api: `    network_mode: host\n${said}    healthcheck:\n      test: ${test}\n` });
  const CURL = '["CMD", "curl", "-f", "http://localhost:6400/healthz"]';

  it.each([
    ['LISTEN_ADDR', '    environment:\n      LISTEN_ADDR: "[::1]"\n', CURL, 'http://[::1]:6400/healthz'],
    ['HOST', '    environment: { HOST: "::1" }\n', CURL, 'http://[::1]:6400/healthz'],
    ['an address with a port', '    environment: ["BIND=[::1]:6400"]\n', CURL, 'http://[::1]:6400/healthz'],
    ['--host', '    command: serve --host ::1\n', CURL, 'http://[::1]:6400/healthz'],
    ['an address for nc', '    command: serve --bind=[::1]:6400\n', 'nc -z localhost 6400', 'nc -z ::1 6400'],
    ['all of IPv6', '    command: ["serve", "--host", "::"]\n', CURL, 'http://[::1]:6400/healthz'],
    ['all of IPv4', '    environment: { HOST: 0.0.0.0 }\n', CURL, 'http://127.0.0.1:6400/healthz'],
    [
      'an address of the LAN',
      '    environment: { HOST: 192.0.2.7 }\n',
      CURL,
      'http://192.0.2.7:6400/healthz',
    ],
    ['nothing', '', CURL, 'http://127.0.0.1:6400/healthz'],
    ['a database’s address', '    environment: { DB_HOST: "::1" }\n', CURL, 'http://127.0.0.1:6400/healthz'],
  ])('is that of %s', (_, said, test, after) => {
    expect(added(findingsOf('HN0608', api(said, test))[0]?.fix).join()).toContain(after);
  });

  it('is not proposed where the file says two', () => {
    const said = '    environment: { HTTP_ADDR: "127.0.0.1:80", GRPC_ADDR: "[::1]:81" }\n';
    expect(findingsOf('HN0608', api(said, CURL))).toMatchObject([{ fix: null }]);
  });
});

describe('L05: a bridge service looks for one in host mode on localhost', () => {
  const pair = (front: string, back = '    network_mode: host\n    environment:\n      PORT: 5551\n') =>
    services({ back, front });
  const URL = '    environment:\n      BACKEND_URL: http://localhost:5551\n';

  it('fires, and gives it host.docker.internal with the gateway', () => {
    const text = pair(`    ports: ["8080:80"]\n${URL}`);
    const [finding, ...more] = lintText(text).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'HN0614', severity: 'warning', line: 11, service: 'front' });
    const after = patched(file(text), finding?.fix ?? '')['compose.yaml'] ?? '';
    expect(after).toContain(
      '    extra_hosts:\n      - "host.docker.internal:host-gateway"\n    environment:',
    );
    expect(after).toContain('BACKEND_URL: http://host.docker.internal:5551\n');
    expect(lintText(after).findings).toEqual([]);
  });

  it.each([
    ['127.0.0.1', '    environment: { BACKEND_URL: "http://127.0.0.1:5551" }\n'],
    ['[::1]', '    environment: { BACKEND_URL: "http://[::1]:5551/" }\n'],
    ['a host and a port', '    environment: { BACK_HOST: localhost, BACK_PORT: 5551 }\n'],
    ['a list with a host', '    environment:\n      - BACK=localhost:5551\n'],
    ['a command', '    command: ["serve", "--upstream=http://localhost:5551"]\n'],
    ['a host in extra_hosts', `    extra_hosts:\n      - "a:192.0.2.1"\n${URL}`],
    ['hosts in brackets', `    extra_hosts: ["a:192.0.2.1"]\n${URL}`],
    ['hosts as a mapping', `    extra_hosts:\n      a: 192.0.2.1\n${URL}`],
    ['the gateway already', `    extra_hosts: ["host.docker.internal:host-gateway"]\n${URL}`],
  ])('fires for %s, and the mend mends it', (_, front) => {
    const text = pair(front);
    const [finding, ...more] = findingsOf('HN0614', text);
    expect(more).toEqual([]);
    const after = patched(file(text), finding?.fix ?? '')['compose.yaml'] ?? '';
    expect(after.match(/host\.docker\.internal/g)).toHaveLength(2);
    expect(lintText(after).findings).toEqual([]);
  });

  it.each([
    ['a port of its own', `    expose: ["5551"]\n${URL}`],
    ['a port that it maps', `    ports: ["80:5551"]\n${URL}`],
    ['another port', '    environment: { BACKEND_URL: "http://localhost:5552" }\n'],
    [
      'an address for browsers',
      '    environment: { PUBLIC_API_URL: "http://localhost:5551", CORS_ORIGINS: "http://localhost:5551" }\n',
    ],
    ['its healthcheck', '    healthcheck: { test: curl http://localhost:5551/ }\n'],
    ['host mode', `    network_mode: host\n${URL}`],
  ])('stays silent on %s', (_, front) => {
    expect(findingsOf('HN0614', pair(front))).toEqual([]);
  });

  it('stays silent on a port that nobody in host mode says', () => {
    expect(findingsOf('HN0614', pair(URL, '    network_mode: host\n'))).toEqual([]);
  });

  it('HN0607’s mend gives the gateway too', () => {
    const text = pair('    environment:\n      BACKEND_URL: http://back:5551\n');
    const after = patched(file(text), findingsOf('HN0607', text)[0]?.fix ?? '')['compose.yaml'] ?? '';
    expect(after).toContain('      - "host.docker.internal:host-gateway"\n');
    expect(lintText(after).findings).toEqual([]);
  });
});

describe('L10: healthchecks that ask localhost', () => {
  const check = (test: string) =>
    services({ web: `    network_mode: host\n    healthcheck:\n      test: ${test}\n` });
  it.each([
    '["CMD", "nc", "-z", "localhost", "8080"]',
    '["CMD", "nc", "-vz", "-w", "3", "localhost", "8080"]',
    'nc -zv localhost 8080 || exit 1',
    `"bash -c '</dev/tcp/localhost/8081'"`,
    '["CMD", "bash", "-c", "exec 3<>/dev/tcp/localhost/8081"]',
    `["CMD-SHELL", "timeout 1 bash -c 'cat < /dev/null > /dev/tcp/localhost/80'"]`,
    'wget -q --spider http://localhost:8080/ || exit 1',
    'wget -qO- localhost/health',
    'curl -sf localhost',
    'curl --fail --silent localhost:8080/health',
    '["CMD", "curl", "-fsS", "localhost/health"]',
    '["CMD", "pg_isready", "-h", "localhost", "-p", "5432"]',
    'pg_isready -U x -hlocalhost',
    'redis-cli -h localhost ping',
    '["CMD", "mysqladmin", "ping", "-h", "localhost"]',
    'mysqladmin --host=localhost ping',
    `python -c "import urllib.request; urllib.request.urlopen('http://localhost:8000/')"`,
    `["CMD", "python3", "-c", "import socket; socket.create_connection(('localhost', 8000))"]`,
    `["CMD", "node", "-e", "fetch('http://localhost:3000').then(r=>process.exit(r.ok?0:1))"]`,
    `["CMD", "node", "-e", "require('http').get({host:'localhost',port:3000}, r => process.exit(0))"]`,
    `["CMD", "php", "-r", "exit(fsockopen('localhost',80)?0:1);"]`,
    '["CMD", "grpc_health_probe", "-addr=localhost:50051"]',
    'telnet localhost 25',
  ])('HN0608 fires once for %s, and its mend leaves none', (test) => {
    const text = check(test);
    const [finding, ...more] = findingsOf('HN0608', text);
    expect(more).toEqual([]);
    expect(finding).toBeDefined();
    const after = patched(file(text), finding?.fix ?? '')['compose.yaml'] ?? '';
    expect(after).toContain(test.replace('localhost', '127.0.0.1'));
  });

  it.each([
    'nc -l 8080',
    'test -f /var/lib/localhost',
    'curl -o localhost http://127.0.0.1/',
    'echo localhost',
  ])('HN0608 stays silent on %s', (test) => {
    expect(findingsOf('HN0608', check(test))).toEqual([]);
  });
});

describe('L11: a rewriting to a bridge', () => {
  const web = (environment: string) =>
    services({
      web: `    network_mode: host\n    environment:\n${environment}`,
      db: '    ports: ["5433:5432"]\n',
    });
  const bridged = (environment: string) => rewrite(inputOf(file(web(environment))), 'bridge', 'web');

  it('rewrites host, port and URL together', () => {
    const { files } = bridged(
      '      DB_HOST: localhost\n      DB_PORT: 5433\n      DB_URL: postgres://localhost:5433/x\n',
    );
    expect(files[0]?.text).toContain(
      '      DB_HOST: db\n      DB_PORT: 5432\n      DB_URL: postgres://db:5432/x\n',
    );
  });

  it('names what it leaves', () => {
    expect(bridged('      DB_HOST: localhost\n').notes).toContain(
      'environment DB_HOST names localhost (compose.yaml:6): no port says which program is meant: write the name of its service, or host.docker.internal.',
    );
    expect(bridged('      LISTEN_HOST: 127.0.0.1\n').notes.join()).toContain('write 0.0.0.0');
  });

  it('to host mode, both too', () => {
    const text = services({
      web: '    environment:\n      DB_HOST: db\n      DB_PORT: 5432\n',
      db: '    ports: ["5433:5432"]\n',
    });
    const { files } = rewrite(inputOf(file(text)), 'host', 'web');
    expect(files[0]?.text).toContain('      DB_HOST: localhost\n      DB_PORT: 5433\n');
  });
});

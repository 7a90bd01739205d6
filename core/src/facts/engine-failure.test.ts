import { engineFailureFrom, firstLine } from './engine-failure.ts';

const ENDPOINT = 'unix:///var/run/docker.sock';

/** Texts of docker CLI 20.10 and 28.2 as they print them, of Windows, of Docker Desktop, and errno texts of Node. */
const TEXTS: [string, string][] = [
  ['bad-address', 'the docker command was not found'],
  [
    'refused',
    'Cannot connect to the Docker daemon at unix:///nonexistent.sock. Is the docker daemon running?',
  ],
  [
    'refused',
    'docker: Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?.',
  ],
  ['refused', 'connect ECONNREFUSED /var/run/docker.sock'],
  ['refused', 'read ECONNRESET'],
  ['refused', 'socket hang up'],
  ['no-socket', 'connect ENOENT /var/run/docker.sock'],
  [
    'no-socket',
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
  ],
  [
    'no-socket',
    'error during connect: this error may indicate that the docker daemon is not running: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/version": open //./pipe/docker_engine: The system cannot find the file specified.',
  ],
  [
    'permission-denied',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/version": dial unix /var/run/docker.sock: connect: permission denied',
  ],
  [
    'permission-denied',
    'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied',
  ],
  ['permission-denied', 'connect EACCES /var/run/docker.sock'],
  ['timed-out', 'connect ETIMEDOUT 192.0.2.1:2375'],
  ['timed-out', 'Cannot connect: context deadline exceeded'],
  [
    'timed-out',
    'error during connect: Get "http://192.0.2.1:2375/v1.50/version": dial tcp 192.0.2.1:2375: i/o timeout',
  ],
  [
    'bad-address',
    'error during connect: Get "http://nosuch.invalid:2375/v1.50/version": dial tcp: lookup nosuch.invalid on 192.0.2.53:53: no such host',
  ],
  [
    'bad-address',
    'Failed to initialize: unable to resolve docker endpoint: invalid bind address format: foo://x',
  ],
  ['bad-address', 'unable to resolve docker endpoint: context "nosuch" does not exist'],
  ['bad-address', 'getaddrinfo ENOTFOUND nosuch.invalid'],
  ['bad-address', 'unable to parse docker host `foo`'],
  [
    'sign-in-required',
    'Error response from daemon: Sign in to continue using Docker Desktop. Membership in the [acme] organization is required.',
  ],
  ['sign-in-required', 'request returned 407 Proxy Authentication Required'],
  [
    'not-an-engine',
    'error during connect: Get "http://127.0.0.1:22/v1.50/version": net/http: HTTP/1.x transport connection broken: malformed HTTP response "SSH-2.0-OpenSSH_9.2p1"',
  ],
  ['not-an-engine', 'Parse Error: Expected HTTP/ (HPE_INVALID_CONSTANT)'],
  ['not-an-engine', "invalid character '<' looking for beginning of value"],
  [
    'failed',
    'Error response from daemon: client version 1.12 is too old. Minimum supported API version is 1.24',
  ],
  ['failed', ''],
];

describe('engineFailureFrom', () => {
  it.each(TEXTS)('%s: %s', (failure, text) => {
    expect(engineFailureFrom(ENDPOINT, text)).toMatchObject({
      reachable: false,
      endpoint: ENDPOINT,
      failure,
    });
  });

  it.each(TEXTS)('gives one sentence and a fix for %s: %s', (_, text) => {
    const facts = engineFailureFrom(ENDPOINT, text);
    if (facts.reachable) throw new Error('no failure reaches an engine');
    for (const sentence of [facts.message, facts.fix]) {
      expect(sentence).toMatch(/^[A-Z].+[^ ]$/);
      expect(sentence).not.toContain('\n');
    }
  });

  it('names the endpoint in its sentence', () => {
    expect(engineFailureFrom(ENDPOINT, 'ECONNREFUSED')).toMatchObject({
      message: 'No Docker Engine answers at unix:///var/run/docker.sock.',
    });
    expect(engineFailureFrom(ENDPOINT, 'ENOENT')).toMatchObject({
      message: 'No Docker Engine is there: unix:///var/run/docker.sock does not exist.',
    });
  });

  it('does not call enforced sign-in a stopped engine', () => {
    const facts = engineFailureFrom(ENDPOINT, 'Sign in to continue using Docker Desktop');
    expect(facts).toMatchObject({
      message: 'Docker Desktop answers, but your organisation enforces sign-in and nobody is signed in.',
      fix: 'Sign in to Docker Desktop, then run this again.',
    });
  });

  it('quotes what it does not know, and only its first line', () => {
    expect(engineFailureFrom(ENDPOINT, '\nthe moon is full\nstack trace')).toMatchObject({
      message: 'The Docker Engine at unix:///var/run/docker.sock returned an error: the moon is full',
    });
  });
});

describe('firstLine', () => {
  it.each([
    ['one\ntwo', 'one'],
    ['\r\n  \r\n  two  \r\n', 'two'],
    ['', 'no message'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('of %j', (text, expected) => {
    expect(firstLine(text)).toBe(expected);
  });
});

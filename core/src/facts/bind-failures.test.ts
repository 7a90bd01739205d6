import fc from 'fast-check';
import { bindFailuresIn } from './bind-failures.ts';

const only = (text: string) => {
  const failures = bindFailuresIn(text, 'web');
  expect(failures).toHaveLength(1);
  const { container, kind, address, port } = failures[0] ?? {};
  expect(container).toBe('web');
  return [kind, address, port];
};

describe('bindFailuresIn', () => {
  it.each([
    ['Go', 'listen tcp :8080: bind: address already in use', null, 8080],
    ['Go with an address', 'listen tcp4 0.0.0.0:8080: bind: address already in use', '0.0.0.0', 8080],
    ['Go over IPv6', 'listen tcp [::1]:8080: bind: address already in use', '::1', 8080],
    ['Node', 'Error: listen EADDRINUSE: address already in use :::3000', '::', 3000],
    ['Node on IPv4', 'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000', '127.0.0.1', 3000],
    ['Node on ::1', 'Error: listen EADDRINUSE: address already in use ::1:3000', '::1', 3000],
    ['Python', 'OSError: [Errno 98] Address already in use', null, null],
    [
      'asyncio',
      "[Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use",
      '0.0.0.0',
      8000,
    ],
    [
      'nginx',
      '2026/01/02 03:04:05 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)',
      '0.0.0.0',
      80,
    ],
    ['nginx over IPv6', 'nginx: [emerg] bind() to [::]:80 failed (98: Address already in use)', '::', 80],
    ['Apache', '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:80', '::', 80],
    ['Java', 'java.net.BindException: Address already in use (Bind failed)', null, null],
    ['Spring', 'Web server failed to start. Port 8080 was already in use.', null, 8080],
    [
      'redis',
      'Could not create server TCP listening socket *:6379: bind: Address already in use',
      null,
      6379,
    ],
    ['.NET', 'Failed to bind to address http://127.0.0.1:5000: address already in use.', '127.0.0.1', 5000],
    ['Rust', 'Os { code: 98, kind: AddrInUse, message: "Address already in use" }', null, null],
    ['musl', 'bind: Address in use', null, null],
    [
      'the engine',
      'driver failed programming external connectivity on endpoint b: Bind for 0.0.0.0:8080 failed: port is already allocated',
      '0.0.0.0',
      8080,
    ],
    [
      'Windows',
      'Ports are not available: listen tcp 0.0.0.0:8080: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
      '0.0.0.0',
      8080,
    ],
  ])('reads that a port is taken: %s', (_, line, address, port) => {
    expect(only(line)).toEqual(['address-in-use', address, port]);
  });

  it.each([
    ['nginx', 'bind() to 192.0.2.7:80 failed (99: Cannot assign requested address)', '192.0.2.7', 80],
    ['Go', 'listen tcp 192.0.2.7:80: bind: cannot assign requested address', '192.0.2.7', 80],
    ['Node', 'Error: listen EADDRNOTAVAIL: address not available 192.0.2.7:80', '192.0.2.7', 80],
    ['Java', 'java.net.BindException: Cannot assign requested address (Bind failed)', null, null],
    [
      'Apache',
      '(99)Cannot assign requested address: AH00072: make_sock: could not bind to address 192.0.2.7:80',
      '192.0.2.7',
      80,
    ],
  ])('reads that an address is not there: %s', (_, line, address, port) => {
    expect(only(line)).toEqual(['address-unavailable', address, port]);
  });

  it.each([
    ['Node', 'Error: listen EACCES: permission denied 0.0.0.0:81', '0.0.0.0', 81],
    ['nginx', 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', '0.0.0.0', 80],
    ['Apache', '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80', '::', 80],
    ['Go', 'listen tcp :80: bind: permission denied', null, 80],
    ['Java', 'java.net.BindException: Permission denied (Bind failed)', null, null],
    [
      'asyncio',
      "PermissionError: [Errno 13] error while attempting to bind on address ('0.0.0.0', 80): permission denied",
      '0.0.0.0',
      80,
    ],
    [
      'Windows',
      'listen tcp 0.0.0.0:50080: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
      '0.0.0.0',
      50080,
    ],
  ])('reads that it was not allowed: %s', (_, line, address, port) => {
    expect(only(line)).toEqual(['permission-denied', address, port]);
  });

  it('takes the port from the lines below where the program prints it there', () => {
    expect(
      only(
        'LOG:  could not bind IPv4 address "0.0.0.0": Address already in use\nHINT:  Is another postmaster already running on port 5432? If not, wait a few seconds and retry.',
      ),
    ).toEqual(['address-in-use', '0.0.0.0', 5432]);
    expect(
      only(
        "[ERROR] Can't start server: Bind on TCP/IP port: Address already in use\n[ERROR] Do you already have another mysqld server running on port: 3306 ?",
      ),
    ).toEqual(['address-in-use', null, 3306]);
  });

  it('says a failure once, however often it was said, and leaves out the vaguer words', () => {
    const line = 'bind() to 0.0.0.0:80 failed (98: Address already in use)\n';
    expect(bindFailuresIn(line.repeat(50), 'web')).toHaveLength(1);
    expect(bindFailuresIn(`bind: Address already in use\n${line}`, 'web')).toMatchObject([{ port: 80 }]);
  });

  it('reads the one error of Node once: its first line, and its fields below', () => {
    const printed = `node:net:1817
Error: listen EADDRINUSE: address already in use :::3000
    at Server.setupListenHandle [as _listen2] (node:net:1817:16) {
  code: 'EADDRINUSE',
  errno: -98,
  syscall: 'listen',
  address: '::',
  port: 3000
}`;
    expect(bindFailuresIn(printed, 'web')).toMatchObject([{ address: '::', port: 3000 }]);
  });

  it.each([
    ['a client without ports left', 'dial tcp 10.0.0.1:80: connect: cannot assign requested address'],
    ['a client of Node', 'Error: connect EADDRNOTAVAIL 127.0.0.1:80 - Local (127.0.0.1:0)'],
    ['a socket in the file system', 'listen unix /run/x.sock: bind: address already in use'],
    ['a file', "open '/data/x': permission denied"],
    ['a mount', 'error mounting "/x" to rootfs: bind mount: permission denied'],
    ['an ordinary line', 'listening on 0.0.0.0:80'],
    ['nothing', ''],
  ])('says nothing of %s', (_, line) => {
    expect(bindFailuresIn(line, 'web')).toEqual([]);
  });

  it('takes no number for a port that is none, and keeps 200 characters without colours', () => {
    expect(only('bind() to 0.0.0.0:99999 failed (98: Address already in use)')[2]).toBeNull();
    const [failure] = bindFailuresIn(
      `\u001b[31mbind: address already in use\u001b[0m ${'x'.repeat(500)}`,
      'w',
    );
    expect(failure?.line).toMatch(/^bind: address/);
    expect(failure?.line.length).toBeLessThanOrEqual(200);
  });

  it('P13 cuts a long line between words, and marks what is left out', () => {
    const [failure] = bindFailuresIn(
      `${'word '.repeat(80)}bind: address already in use ${'after '.repeat(80)}`,
      'web',
    );
    expect(failure?.line).toMatch(/^… (?:word )+bind: address already in use(?: after)+ …$/);
    expect(failure?.line.length).toBeLessThanOrEqual(200);
  });

  it('keeps of a long line the part that says it', () => {
    const [failure] = bindFailuresIn(
      `${'x'.repeat(300)} listen tcp4 0.0.0.0:80: bind: address already in use`,
      'w',
    );
    expect(failure?.line).toMatch(/ listen tcp4 0\.0\.0\.0:80: bind: address already in use$/);
    expect(failure?.line.length).toBeLessThanOrEqual(200);
  });

  it('never throws, and what it yields is bounded', () => {
    const piece = fc.constantFrom(
      'bind',
      ': ',
      'address already in use',
      '[::]:',
      '80',
      '\n',
      '99999',
      "('",
      'EACCES',
      'listen ',
      ':::',
      '*',
      '.1.2.3.4:',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, (said) => {
        const failures = bindFailuresIn(said, 'web');
        expect(failures.length).toBeLessThanOrEqual(20);
        for (const { port, line, kind } of failures) {
          expect(line.length).toBeLessThanOrEqual(200);
          expect(kind).toBeTruthy();
          if (port !== null) expect(port >= 1 && port <= 65535).toBe(true);
        }
      }),
    );
  });

  it('reads a line without end in a moment', () => {
    const [failure] = bindFailuresIn(`bind: address already in use ${':1'.repeat(500_000)}`, 'web');
    expect(failure?.line.length).toBeLessThanOrEqual(200);
  });
});

import { connect } from 'node:net';
import { ErrorBody } from '../src/errors.ts';
import { bridgeSpec } from './support/spec.ts';
import { buildBundle, startService, statusField, workDir, type Service } from './support/service.ts';

const dir = workDir();
let service: Service;

beforeAll(async () => {
  await buildBundle();
  service = await startService(dir.path);
}, 120_000);
afterAll(async () => {
  await service.stop('SIGKILL');
  dir.remove();
});

const json = { 'content-type': 'application/json' };
const PATHS = [
  '/',
  '/health',
  '/bridge/session',
  '/reports',
  '/reports/000000000001-00000000',
  '/reports/..%2f',
  '//',
  '/x?y=%00',
];
const BODIES: readonly [string | undefined, Record<string, string>][] = [
  [undefined, {}],
  ['', json],
  ['{', json],
  ['null', json],
  ['[[[[[[', json],
  ['"text"', json],
  ['{"__proto__":{"x":1},"constructor":{"prototype":{}}}', json],
  ['\0\0\xff', json],
  [JSON.stringify({ schema: 'hostnet.report/1', lanes: 7 }), json],
  [
    JSON.stringify({
      ...bridgeSpec(),
      dial: [{ lane: 'l', transport: 'tcp', address: '8.8.8.8', port: 53 }],
    }),
    json,
  ],
  ['x'.repeat(3_000_000), json],
  ['<x/>', { 'content-type': 'application/xml' }],
  ['a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['{}', { 'content-type': ';;;' }],
];

/** Sends raw bytes and returns all that comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(service.socket, () => socket.end(bytes, 'latin1'));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}

describe('garbage on every route', () => {
  it('is answered with 4xx in one form, and the service lives', async () => {
    let answers = 0;
    for (const path of PATHS) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        for (const [body, headers] of BODIES) {
          // A body refused half-way may reset the connection before the answer is read.
          const answer = await service.ask(method, path, body, headers).catch((error: unknown) => {
            if ((body?.length ?? 0) > 2_000_000) return null;
            throw error;
          });
          if (answer === null) continue;
          answers += 1;
          if (method === 'GET' && (path === '/health' || path === '/reports')) continue;
          expect(`${method} ${path} ${answer.status}`).toMatch(/ 4\d\d$/);
          expect(() => ErrorBody.parse(answer.json())).not.toThrow();
          expect(answer.body).not.toMatch(/backend\.mjs|node:internal|at \w+ \(/);
        }
      }
    }
    expect(answers).toBeGreaterThan(PATHS.length * 6 * (BODIES.length - 1) - 1);
    expect(await service.ask('GET', '/health')).toMatchObject({ status: 200 });
    const rss = Math.round(Number.parseInt(statusField(service.pid, 'VmRSS'), 10) / 1024);
    process.stdout.write(`${answers} answers; resident set afterwards ${rss} MB\n`);
  }, 120_000);

  it.each([
    '\x16\x03\x01\x02\x00',
    'HELO\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /reports HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  ])('that is not HTTP is told so: %j', async (bytes) => {
    const text = await raw(bytes);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(ErrorBody.parse(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).error.code).toBe('not-http');
  });

  it('that stops half-way does no harm', async () => {
    await raw(
      'POST /reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"sch',
    );
    expect((await service.ask('GET', '/reports')).json()).toEqual({ reports: [], damaged: [] });
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ProbeEvent } from '@hostnet/core/protocol';
import { largeReport, reportFixture } from '@hostnet/core/testing';
import { bridgeSpec } from '../test/support/spec.ts';
import { buildApp } from './app.ts';
import { MAX_SESSIONS, type RunSession } from './bridge/sessions.ts';
import { ErrorBody } from './errors.ts';
import { requester, type Ask } from '../test/support/http.ts';
import type { Stored } from './history/record.ts';
import { VERSION } from './version.ts';

const done: ProbeEvent = { event: 'done', reason: 'finished', at: 3 };
const finish: RunSession = (_spec, emit) => {
  emit(done);
  return Promise.resolve();
};

let dir: string;
let app: FastifyInstance;
let ask: Ask;
let logged: string[];

async function start(runSession: RunSession = finish): Promise<void> {
  app = buildApp({ reportsDir: join(dir, 'reports'), runSession, log: (line) => logged.push(line) });
  const socket = join(dir, 'a.sock');
  await app.listen({ path: socket });
  ask = requester(socket);
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hostnet-app-'));
  logged = [];
  await start();
});
afterEach(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

const json = { 'content-type': 'application/json' };

describe('health', () => {
  it('tells version and number of reports', async () => {
    await ask('POST', '/reports', reportFixture());
    const answer = await ask('GET', '/health');
    expect(answer.json()).toEqual({ status: 'ok', version: VERSION, reports: 1 });
  });

  it('tells the version of the package', async () => {
    const file = new URL('../package.json', import.meta.url);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: VERSION });
  });
});

describe('reports', () => {
  it('are stored, listed, read and removed', async () => {
    const saved = await ask('POST', '/reports', reportFixture());
    expect(saved.status).toBe(201);
    const stored = saved.json() as Stored;
    expect((await ask('GET', '/reports')).json()).toEqual({ reports: [stored], damaged: [] });
    expect((await ask('GET', `/reports/${stored.id}`)).json()).toEqual(reportFixture());
    const removed = await ask('DELETE', `/reports/${stored.id}`);
    expect([removed.status, removed.body]).toEqual([204, '']);
    expect((await ask('GET', `/reports/${stored.id}`)).status).toBe(404);
  });

  it('are taken up to 2 MB', async () => {
    const post = (bytes: number) => ask('POST', '/reports', largeReport(bytes));
    expect((await post(2 * 1024 * 1024)).status).toBe(201);
    expect((await post(2 * 1024 * 1024 + 1)).status).toBe(413);
  });
});

describe('bridge session', () => {
  it('returns the events', async () => {
    const answer = await ask('POST', '/bridge/session', bridgeSpec());
    expect([answer.status, answer.json()]).toEqual([200, { events: [done] }]);
  });

  it('refuses a fifth one at once', async () => {
    let begun = 0;
    let ends = 0;
    await app.close();
    await start((_spec, _emit, signal) => {
      begun += 1;
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          ends += 1;
          resolve();
        }),
      );
    });
    const post = () => ask('POST', '/bridge/session', bridgeSpec());
    const running = Array.from({ length: MAX_SESSIONS }, post);
    while (begun < MAX_SESSIONS) await new Promise(setImmediate);
    const fifth = await post();
    expect([fifth.status, fifth.headers['retry-after']]).toEqual([429, '1']);
    await app.close();
    for (const ended of await Promise.allSettled(running)) expect(ended.status).toBe('rejected');
    expect(ends).toBe(MAX_SESSIONS);
  });

  it('ends when its client goes away', async () => {
    let signal: AbortSignal | undefined;
    await app.close();
    await start((_spec, _emit, given) => {
      signal = given;
      return new Promise((resolve) => given.addEventListener('abort', () => resolve()));
    });
    const body = JSON.stringify(bridgeSpec());
    const client = connect(join(dir, 'a.sock'));
    client.write(
      `POST /bridge/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    while (signal === undefined) await new Promise(setImmediate);
    client.destroy();
    while (!signal.aborted) await new Promise(setImmediate);
    expect(signal.reason).toBe('gone');
  });

  it('does not pass on what is no event, nor tell what is inside', async () => {
    await app.close();
    await start((_spec, emit) => {
      emit({ event: 'secret' } as unknown as ProbeEvent);
      return Promise.resolve();
    });
    const answer = await ask('POST', '/bridge/session', bridgeSpec());
    expect(answer.status).toBe(500);
    expect(ErrorBody.parse(answer.json()).error.code).toBe('internal');
    expect(answer.body).not.toMatch(/secret|zod|at /i);
    expect(logged).toHaveLength(1);
  });
});

describe('what does not fit', () => {
  const long = 'x'.repeat(70_000);
  const sweep = [{ id: 's', transport: 'tcp' as const, address: '1.1.1.1', from: 1, to: 9, waitMs: 10 }];
  it.each([
    ['GET', '/nowhere', undefined, {}, 404, 'no-such-route'],
    ['GET', '/', undefined, {}, 404, 'no-such-route'],
    // A pattern, were it a route's.
    ['POST', '/health*&', '{}', json, 404, 'no-such-route'],
    ['GET', '/reports/:id(', undefined, {}, 400, 'invalid-request'],
    ['PUT', '/x/:a(b*', undefined, {}, 404, 'no-such-route'],
    ['PUT', '/health', undefined, {}, 405, 'method-not-allowed'],
    ['HEAD', '/reports', undefined, {}, 405, 'method-not-allowed'],
    ['GET', '/bridge/session', undefined, {}, 405, 'method-not-allowed'],
    ['POST', '/reports/000000000001-00000000', '{}', json, 405, 'method-not-allowed'],
    ['POST', '/reports', '{', json, 400, 'invalid-json'],
    ['POST', '/reports', '', json, 400, 'invalid-json'],
    ['POST', '/reports', '{"__proto__":{"a":1}}', json, 400, 'invalid-json'],
    ['POST', '/reports', 'null', json, 400, 'invalid-request'],
    ['POST', '/reports', '[]', json, 400, 'invalid-request'],
    ['POST', '/reports', undefined, {}, 400, 'invalid-request'],
    ['POST', '/reports', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['POST', '/reports', '<a/>', { 'content-type': 'application/xml' }, 415, 'unsupported-media-type'],
    ['POST', '/bridge/session', '{}', json, 400, 'invalid-request'],
    ['POST', '/bridge/session', JSON.stringify({ long }), json, 413, 'body-too-large'],
    ['POST', '/bridge/session', JSON.stringify(bridgeSpec({ stay: true })), json, 400, 'invalid-request'],
    ['POST', '/bridge/session', JSON.stringify(bridgeSpec({ sweep })), json, 400, 'invalid-request'],
    ['GET', '/reports/..%2f..%2fetc%2fpasswd', undefined, {}, 400, 'invalid-request'],
    ['GET', '/reports/damaged', undefined, {}, 400, 'invalid-request'],
    ['GET', '/reports/%zz', undefined, {}, 400, 'bad-url'],
    ['GET', `/reports/${'a'.repeat(500)}`, undefined, {}, 400, 'bad-url'],
    ['DELETE', '/reports/000000000001-00000000', undefined, {}, 404, 'no-such-report'],
  ] as const)('%s %s %j: one error form', async (method, url, payload, headers, status, code) => {
    const answer = await ask(method, url, payload, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    if (method === 'HEAD') return;
    const { error } = ErrorBody.parse(answer.json());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z0-9].*\.$/);
    expect(error.fix).toMatch(/^[A-Z].*\.$/);
    expect(answer.body).not.toMatch(/\.ts:|node_modules|\\n/);
  });

  it('names the methods an address takes', async () => {
    expect((await ask('PUT', '/reports')).headers.allow).toBe('GET, POST');
    expect((await ask('PUT', '/reports/x')).headers.allow).toBe('GET, DELETE');
  });
});

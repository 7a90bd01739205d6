import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFixture } from '@hostnet/core/testing';
import * as fc from 'fast-check';
import { attack, ATTACK_MS, shareOf } from './support/attack.ts';
import { changed, edited, hostileJson, hostileText, jsonOf } from './support/hostile.ts';
import { asker, raw, type Asked } from './support/http.ts';
import { at, residentMb } from './support/process.ts';

const SPEC = {
  v: 1,
  run: 'test1234',
  token: 'ab'.repeat(32),
  vantage: 'bridge',
  lifetimeMs: 50,
  stay: false,
  listen: [],
  dial: [{ lane: 'l1', transport: 'tcp', address: '127.0.0.1', port: 9, redialForMs: 0 }],
  inspect: [{ kind: 'interfaces' }],
};
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const;
const PATHS = [
  '/health',
  '/bridge/session',
  '/reports',
  '/reports/000000000001-00000000',
  '/reports/..%2f..',
  '/',
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
];

/** Only what Node lets out as a path or a header. */
const path = fc.oneof(
  fc.constantFrom(...PATHS),
  fc
    .tuple(fc.constantFrom(...PATHS), hostileText)
    .map(([a, b]) => a + encodeURIComponent(b.slice(0, 3000).replace(/[\ud800-\udfff]/g, ''))),
  fc
    .tuple(fc.constantFrom(...PATHS), fc.string({ maxLength: 20 }))
    .map(([a, b]) => a + b.replace(/[^!-~]/g, '')),
);
const header = hostileText.map((text) => text.replace(/[^\t -~]/g, '').slice(0, 3000));
const body = fc
  .oneof(
    changed(SPEC).map((value) => jsonOf(value)),
    changed(reportFixture()).map((value) => jsonOf(value)),
    edited(JSON.stringify(SPEC)),
    hostileJson.map((value) => JSON.stringify(value)),
    fc.integer({ min: 1000, max: 20_000 }).map((depth) => '['.repeat(depth)),
    hostileText,
  )
  .map((text) => Buffer.from(text));
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', ...METHODS),
  path: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('/bridge/session', '/reports') },
    { weight: 2, arbitrary: path },
  ),
  headers: fc.record({
    'content-type': fc.constantFrom('application/json', 'application/json', ...TYPES),
    'x-a': header,
  }),
  body,
});

/** A sentence of the service's own, with what was wrong in it. */
const ANSWER = 4096;
/** The list of 200 reports, and the largest list of events of a session. */
const LIST = 400_000;

describe('the service in the VM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostnet-fuzz-'));
  const socket = join(folder, 's.sock');
  let service: ChildProcess;
  let said = '';

  beforeAll(async () => {
    service = spawn(
      process.execPath,
      [at('backend/dist/backend.mjs'), '--socket', socket, '--data', join(folder, 'data')],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    await new Promise<void>((resolve, reject) => {
      service.on('exit', () => reject(new Error(`the service ended: ${said}`)));
      service.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (text.includes('listens on')) resolve();
      });
    });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => service.once('exit', resolve));
    service.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const lives = async (): Promise<void> => {
    const { ask, close } = asker(socket);
    const answer = await ask({ method: 'GET', path: '/health', headers: {}, body: Buffer.alloc(0) });
    close();
    if (answer?.status !== 200) throw new Error(`no health: ${JSON.stringify(answer)}; ${said.slice(-500)}`);
  };

  const meetBytes = async (bytes: Buffer, cut: number): Promise<void> => {
    const middle = cut % (bytes.length + 1);
    const answer = await raw(socket, [bytes.subarray(0, middle), bytes.subarray(middle)], 4000);
    if (/backend\.mjs|node:internal|\bat \w+ \(/.test(answer)) throw new Error(`a trace: ${answer}`);
    // One sentence for each request that the bytes could be read as.
    if (answer.length > 20 * bytes.length + ANSWER)
      throw new Error(`${answer.length} bytes for ${bytes.length}`);
  };

  it(
    'answers every request with a sentence, and does not grow',
    async () => {
      const { ask, close } = asker(socket);
      const half = shareOf(8000) / 2;
      let made = 0;
      let halfMb = 0;
      await attack({
        boundary: 'service: routes, headers and bodies',
        cases: 8000,
        input: asked,
        async meet(one) {
          made += 1;
          if (made === Math.ceil(half)) halfMb = residentMb(service);
          const answer = await ask(one);
          // A body that is refused half-way may cut the connection before the answer is read.
          if (answer === null) return lives();
          if (answer.status >= 500 && answer.status !== 503)
            throw new Error(`${answer.status} ${answer.body.slice(0, 300)}`);
          if (/backend\.mjs|node:internal|\bat \w+ \(/.test(answer.body))
            throw new Error(`a trace: ${answer.body}`);
          const most = answer.status < 400 ? LIST : ANSWER;
          if (answer.body.length > one.body.length + most)
            throw new Error(`${answer.body.length} bytes of answer`);
        },
      });
      close();
      await lives();
      expect(residentMb(service) - halfMb).toBeLessThan(64);
    },
    ATTACK_MS,
  );

  it(
    'and stands bytes that are no HTTP at all',
    async () => {
      const right = `POST /reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"schema":1}`;
      await attack({
        boundary: 'service: raw bytes on its socket',
        cases: 3000,
        each: 20,
        input: fc.array(fc.tuple(edited(right), fc.nat()), { minLength: 20, maxLength: 20 }),
        mostMs: 8000,
        async meet(all) {
          await Promise.all(all.map(([text, cut]) => meetBytes(Buffer.from(text, 'latin1'), cut)));
        },
      });
      await lives();
    },
    ATTACK_MS,
  );
});

import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { requester } from '../../test/support/http.ts';
import { largeReport, reportFixture } from '@hostnet/core/testing';
import { buildApp } from '../app.ts';
import { MAX_CONNECTIONS, MAX_UPLOADS } from './limits.ts';

describe('limits', () => {
  let dir = '';
  let socket = '';
  let app: FastifyInstance;
  const start = async (requestMs?: number): Promise<void> => {
    const base = {
      reportsDir: join(dir, 'reports'),
      runSession: () => Promise.resolve(),
      log: () => undefined,
    };
    app = buildApp({ ...base, ...(requestMs === undefined ? {} : { requestMs }) });
    await app.listen({ path: socket });
  };
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hostnet-limits-'));
    socket = join(dir, 'a.sock');
  });
  afterEach(async () => {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('of 24 large reports at once stores some and refuses the others, and takes one afterwards', async () => {
    await start();
    const ask = requester(socket);
    const body = largeReport(1_900_000);
    const answers = await Promise.allSettled(Array.from({ length: 24 }, () => ask('POST', '/reports', body)));
    const count = (status: number) =>
      answers.filter((one) => one.status === 'fulfilled' && one.value.status === status).length;
    expect(count(201)).toBeGreaterThanOrEqual(MAX_UPLOADS);
    expect(count(201) + count(429)).toBeGreaterThan(0);
    expect(count(500)).toBe(0);
    expect((await ask('POST', '/reports', reportFixture())).status).toBe(201);
  }, 60_000);

  it('cuts connections that drip, and answers others again', async () => {
    await start(300);
    const closed: Promise<void>[] = [];
    const drips: NodeJS.Timeout[] = [];
    for (let i = 0; i < 2 * MAX_CONNECTIONS; i++) {
      const client: Socket = connect(socket).on('error', () => undefined);
      client.write(
        'POST /reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n',
      );
      drips.push(setInterval(() => client.write(' '), 50));
      closed.push(new Promise((resolve) => client.once('close', () => resolve())));
    }
    await Promise.all(closed);
    drips.forEach(clearInterval);
    expect((await requester(socket)('GET', '/health')).status).toBe(200);
  }, 30_000);
});

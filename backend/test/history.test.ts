import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stored } from '../src/history/record.ts';
import { MAX_UPLOADS } from '../src/http/limits.ts';
import { largeReport, reportFixture } from '@hostnet/core/testing';
import { buildBundle, isRoot, startService, workDir, type Service } from './support/service.ts';

let dir: ReturnType<typeof workDir>;
const running: Service[] = [];

beforeAll(buildBundle, 120_000);
beforeEach(() => {
  dir = workDir();
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop('SIGKILL');
  dir.remove();
});

async function start(...args: Parameters<typeof startService>): Promise<Service> {
  const service = await startService(...args);
  running.push(service);
  return service;
}

async function list(service: Service): Promise<{ reports: Stored[]; damaged: string[] }> {
  const answer = await service.ask('GET', '/reports');
  expect(answer.status).toBe(200);
  return answer.json() as { reports: Stored[]; damaged: string[] };
}

const needsRoot = isRoot ? it : it.skip;

describe('the history on a real disk', () => {
  it('survives a folder full of garbage', async () => {
    const reports = join(dir.path, 'data/reports');
    mkdirSync(reports, { recursive: true });
    chmodSync(join(dir.path, 'data'), 0o777);
    chmodSync(reports, 0o777);
    for (let i = 0; i < 500; i++)
      writeFileSync(join(reports, `${i.toString(16).padStart(12, '0')}-00000000.jsonl`), `{${i}`);
    const service = await start(dir.path);
    const saved = await service.ask('POST', '/reports', reportFixture());
    expect(saved.status).toBe(201);
    const first = await list(service);
    expect(first.reports).toEqual([saved.json()]);
    expect(first.damaged).toHaveLength(101);
    expect((await list(service)).damaged).toEqual([]);
  }, 60_000);

  it('killed in the middle of writing loses nothing it acknowledged and leaves nothing half', async () => {
    const body = JSON.stringify(largeReport(1_900_000));
    const acknowledged: string[] = [];
    let cut = 0;
    for (let round = 0; round < 5; round++) {
      const service = await start(dir.path);
      // As many as the service takes at once.
      const posts = Array.from({ length: MAX_UPLOADS }, () =>
        service.ask('POST', '/reports', body, { 'content-type': 'application/json' }).then(
          (answer) => {
            expect(answer.status).toBe(201);
            acknowledged.push((answer.json() as Stored).id);
          },
          () => (cut += 1),
        ),
      );
      // Somewhere between the first write and the last, elsewhere each round.
      await Promise.race([posts[round % MAX_UPLOADS], service.ended]);
      await service.stop('SIGKILL');
      await Promise.all(posts);
    }
    const service = await start(dir.path);
    const { reports, damaged } = await list(service);
    const ids = reports.map(({ id }) => id);
    expect(damaged).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(acknowledged));
    for (const id of ids) expect((await service.ask('GET', `/reports/${id}`)).status).toBe(200);
    expect(readdirSync(join(dir.path, 'data/reports')).filter((name) => name.startsWith('.tmp-'))).toEqual(
      [],
    );
    expect(cut).toBeGreaterThan(0);
    process.stdout.write(`${acknowledged.length} acknowledged, ${cut} cut off, ${ids.length} stored\n`);
  }, 120_000);

  needsRoot(
    'says so when the disk is full, and works again when a report is deleted',
    async () => {
      const data = join(dir.path, 'data');
      mkdirSync(data);
      const service = await start(dir.path, {
        mount: `mount -t tmpfs -o size=1m,mode=0777 hostnet-test "${data}"`,
      });
      const post = () => service.ask('POST', '/reports', largeReport(600_000));
      const { id } = (await post()).json() as Stored;
      const full = await post();
      expect([full.status, full.json()]).toMatchObject([507, { error: { code: 'history-full' } }]);
      expect((await list(service)).reports.map((stored) => stored.id)).toEqual([id]);
      expect((await service.ask('GET', `/reports/${id}`)).status).toBe(200);
      expect((await service.ask('DELETE', `/reports/${id}`)).status).toBe(204);
      expect((await post()).status).toBe(201);
    },
    60_000,
  );

  needsRoot(
    'says so when the volume is read-only',
    async () => {
      const data = join(dir.path, 'data');
      mkdirSync(data);
      const service = await start(dir.path, {
        mount: `mount -t tmpfs -o ro,mode=0777 hostnet-test "${data}"`,
      });
      const answer = await service.ask('POST', '/reports', reportFixture());
      expect([answer.status, answer.json()]).toMatchObject([503, { error: { code: 'history-read-only' } }]);
      expect(await list(service)).toEqual({ reports: [], damaged: [] });
    },
    60_000,
  );

  needsRoot(
    'says so when it has no permission; the bridge works on',
    async () => {
      const closed = mkdtempSync(join(tmpdir(), 'hostnet-closed-'));
      try {
        const socket = join(dir.path, 's.sock');
        const service = await start(dir.path, { args: ['--socket', socket, '--data', closed] });
        for (const [method, body] of [
          ['GET', undefined],
          ['POST', reportFixture()],
        ] as const) {
          const answer = await service.ask(method, '/reports', body);
          expect([answer.status, answer.json()]).toMatchObject([
            503,
            { error: { code: 'history-not-permitted' } },
          ]);
        }
        expect((await service.ask('GET', '/health')).json()).toMatchObject({ status: 'ok', reports: null });
      } finally {
        rmSync(closed, { recursive: true, force: true });
      }
    },
    60_000,
  );
});

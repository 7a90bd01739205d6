import { chmod, mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Report } from '@hostnet/core';
import { largeReport, reportFixture } from '@hostnet/core/testing';
import { REPORTS_KEPT } from '@hostnet/node/reports';
import { History } from './history.ts';
import { fileOfId, nextId } from './id.ts';
import { encodeRecord, storedOf } from './record.ts';

let root: string;
let dir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hostnet-history-'));
  dir = join(root, 'reports');
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Puts `count` sound reports into the folder, as an earlier run of the service left them. */
async function fill(count: number): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const ids = Array.from({ length: count }, (_, i) => nextId(1000 + i, null));
  const report = reportFixture();
  for (const id of ids) await writeFile(join(dir, fileOfId(id)), encodeRecord(storedOf(id, report), report));
  return ids;
}

describe('History', () => {
  it('is empty without a folder', async () => {
    const history = new History(dir);
    expect(await history.list()).toEqual({ reports: [], damaged: [] });
    expect(await history.count()).toBe(0);
  });

  it('gives back what was saved, newest first, also to a later run and when the clock has gone back', async () => {
    let now = 2_000_000_000_000;
    const history = new History(dir, () => now);
    const first = await history.save(reportFixture({ summary: 'first' }));
    now = 1000;
    const second = await history.save(reportFixture({ summary: 'second', verdict: 'not-working' }));
    const later = new History(dir);
    expect((await later.list()).reports).toEqual([second, first]);
    expect(second).toMatchObject({ summary: 'second', verdict: 'not-working' });
    expect(await later.read(second.id)).toEqual(reportFixture({ summary: 'second', verdict: 'not-working' }));
  });

  it('cuts long texts in the list, not in the report', async () => {
    const history = new History(dir);
    const summary = '\u0001"ü'.repeat(1000);
    const { id } = await history.save(reportFixture({ summary, startedAt: 'z'.repeat(5000) }));
    const { reports, damaged } = await new History(dir).list();
    expect(damaged).toEqual([]);
    expect(reports[0]?.summary).toHaveLength(300);
    expect((await history.read(id)).summary).toBe(summary);
  });

  it('keeps the newest 200', async () => {
    const ids = await fill(REPORTS_KEPT);
    const history = new History(dir);
    const saved = await Promise.all(Array.from({ length: 5 }, () => history.save(reportFixture())));
    const kept = (await history.list()).reports.map(({ id }) => id);
    expect(kept).toEqual([...saved.map(({ id }) => id).reverse(), ...ids.slice(5).reverse()]);
    expect(await readdir(dir)).toHaveLength(REPORTS_KEPT);
  });

  it('removes one report, once', async () => {
    const [id = ''] = await fill(1);
    const history = new History(dir);
    await history.remove(id);
    expect(await readdir(dir)).toEqual([]);
    await expect(history.remove(id)).rejects.toMatchObject({ status: 404 });
    await expect(history.read(id)).rejects.toMatchObject({ status: 404 });
  });

  it('sees files that came or went from outside', async () => {
    const history = new History(dir);
    await history.list();
    const [first = '', second = ''] = await fill(2);
    expect(await history.count()).toBe(2);
    await rm(join(dir, fileOfId(first)));
    expect((await history.list()).reports.map(({ id }) => id)).toEqual([second]);
  });

  it('moves garbage aside, names it once, and keeps what is sound', async () => {
    const [sound = '', cut = '', renamed = ''] = await fill(3);
    await truncate(join(dir, fileOfId(cut)), 700);
    const wrong = fileOfId('000000000abc-00000000');
    await writeFile(join(dir, wrong), encodeRecord(storedOf(renamed, reportFixture()), reportFixture()));
    await rm(join(dir, fileOfId(renamed)));
    await writeFile(join(dir, 'notes.txt'), 'hello');
    await writeFile(join(dir, fileOfId('000000000abd-00000000')), '');
    await writeFile(join(dir, fileOfId('000000000abe-00000000')), Buffer.alloc(10_000, 0xff));
    await mkdir(join(dir, fileOfId('000000000abf-00000000')));
    await symlink('/etc/passwd', join(dir, fileOfId('000000000ac0-00000000')));
    await writeFile(join(dir, '.tmp-left'), 'half a rep');
    const history = new History(dir);
    const { reports, damaged } = await history.list();
    expect(reports.map(({ id }) => id)).toEqual([sound]);
    expect(damaged).toHaveLength(7);
    expect(damaged).toEqual(expect.arrayContaining([fileOfId(cut), wrong, 'notes.txt']));
    expect((await history.list()).damaged).toEqual([]);
    expect((await readdir(dir)).sort()).toEqual([fileOfId(sound), 'damaged'].sort());
    expect(await readdir(join(dir, 'damaged'))).toHaveLength(7);
  });

  it('names a hundred damaged files and counts the others', async () => {
    await mkdir(dir, { recursive: true });
    for (let i = 0; i < 130; i++) await writeFile(join(dir, `g${i}`), '');
    const { damaged } = await new History(dir).list();
    expect(damaged).toHaveLength(101);
    expect(damaged.at(-1)).toBe('… and 30 more');
  });

  it('finds out at reading that a listed report is damaged behind its first line', async () => {
    const [id = ''] = await fill(1);
    const path = join(dir, fileOfId(id));
    const report = reportFixture();
    const record = encodeRecord(storedOf(id, report), report);
    record.write('!', record.indexOf(0x0a) + 1);
    await writeFile(path, record);
    const history = new History(dir);
    expect(await history.count()).toBe(1);
    await expect(history.read(id)).rejects.toMatchObject({ status: 410, code: 'report-damaged' });
    expect(await history.list()).toEqual({ reports: [], damaged: [fileOfId(id)] });
  });

  it('keeps a report of another version of the format, and says so', async () => {
    await mkdir(dir);
    const id = nextId(1, null);
    const other = { ...reportFixture(), schema: 'hostnet.report/99' } as unknown as Report;
    await writeFile(join(dir, fileOfId(id)), encodeRecord(storedOf(id, other), other));
    const history = new History(dir);
    await expect(history.read(id)).rejects.toMatchObject({ status: 409, code: 'report-version' });
    expect(await history.count()).toBe(1);
  });

  it('tells when the folder is a file', async () => {
    await writeFile(dir, 'x');
    const history = new History(dir);
    await expect(history.list()).rejects.toMatchObject({ status: 503 });
    await expect(history.save(reportFixture())).rejects.toMatchObject({ status: 503 });
    await rm(dir);
    await expect(history.save(reportFixture())).resolves.toMatchObject({ verdict: 'working' });
  });

  it('tells when it has no permission', async () => {
    await fill(1);
    await chmod(dir, 0);
    // Root may read everything: for this look the process is somebody else (glibc changes all threads at once).
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      await expect(new History(dir).list()).rejects.toMatchObject({ code: 'history-not-permitted' });
    } finally {
      if (root) process.seteuid?.(0);
      await chmod(dir, 0o700);
    }
  });

  it('lists 200 reports of 200 kB by their first lines: a list reads far less than the reports hold', async () => {
    await mkdir(dir, { recursive: true });
    const report = largeReport(200_000);
    const read = new History(dir);
    for (let i = 0; i < REPORTS_KEPT; i++) {
      const id = nextId(1000 + i, null);
      await writeFile(join(dir, fileOfId(id)), encodeRecord(storedOf(id, report), report));
    }
    const history = new History(dir);
    const cold = await time(() => history.list());
    const warm = await time(() => history.list());
    const ids = (await history.list()).reports.map(({ id }) => id);
    const whole = await time(async () => {
      for (const id of ids) await read.read(id);
    });
    expect(ids).toHaveLength(REPORTS_KEPT);
    process.stdout.write(`list of 200: cold ${cold} ms, warm ${warm} ms; reading all ${whole} ms\n`);
    expect(warm).toBeLessThan(whole);
  }, 60_000);
});

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportFixture } from '@hostnet/core/testing';
import { UsageError } from '../exit.ts';
import { historyFolder } from './folder.ts';
import { REPORTS_KEPT } from '@hostnet/node/reports';
import { History } from './history.ts';

const reportOf = (summary: string) => reportFixture({ summary, startedAt: '2026-01-02T03:04:05.678Z' });

describe('historyFolder', () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string | null]>([
    ['linux', {}, '/home/u/.local/state/hostnet/reports'],
    ['linux', { XDG_STATE_HOME: '/s' }, '/s/hostnet/reports'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/u/.local/state/hostnet/reports'],
    ['darwin', {}, '/home/u/Library/Application Support/hostnet/reports'],
    ['win32', { LOCALAPPDATA: 'C:\\l' }, 'C:\\l\\hostnet\\reports'],
    ['linux', { HOSTNET_HISTORY: 'off' }, null],
  ])('%s %j', (platform, env, folder) => {
    expect(historyFolder(env, platform, '/home/u')).toBe(folder);
  });

  it.each<NodeJS.Platform>(['linux', 'darwin', 'win32'])('E14: %s without a home has none', (platform) => {
    expect(() => historyFolder({}, platform, null)).toThrow(/HOME|USERPROFILE/);
    expect(historyFolder({ HOSTNET_HISTORY: 'off' }, platform, null)).toBeNull();
  });
});

describe('History', () => {
  let dir: string;
  beforeEach(() => {
    dir = join(mkdtempSync(join(tmpdir(), 'hostnet-history-')), 'reports');
  });
  afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

  it('gives back what it kept, newest first, also when the clock has gone back', async () => {
    const history = new History(dir);
    expect(await history.list()).toEqual({ reports: [], damaged: [] });
    const kept = [await history.keep(reportOf('a'), 5000), await history.keep(reportOf('b'), 10)];
    expect((await history.list()).reports).toEqual([...kept].reverse());
    expect(await history.read(kept[0]?.id ?? '')).toEqual(reportOf('a'));
  });

  it('lets the oldest go', async () => {
    const history = new History(dir);
    for (let at = 0; at < REPORTS_KEPT + 3; at++) await history.keep(reportOf(String(at)), at);
    const { reports } = await history.list();
    expect(reports).toHaveLength(REPORTS_KEPT);
    expect([reports[0]?.summary, reports.at(-1)?.summary]).toEqual([String(REPORTS_KEPT + 2), '3']);
  });

  it('loses none when several are kept at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => new History(dir).keep(reportOf(String(at)), 7)));
    expect((await new History(dir).list()).reports).toHaveLength(20);
  });

  it('sets aside what is damaged behind its first line, and tells another version apart', async () => {
    const history = new History(dir);
    const [bad, other] = [await history.keep(reportOf('bad')), await history.keep(reportOf('other'))];
    const change = (id: string, from: string, to: string): void => {
      const path = join(dir, `${id}.jsonl`);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    change(bad.id, '"listeners":[]', '"listeners":{}');
    change(other.id, 'hostnet.report/1', 'hostnet.report/9');
    await expect(history.read(bad.id)).rejects.toThrow(UsageError);
    await expect(history.read(other.id)).rejects.toThrow(/hostnet\.report\/9/);
    expect(readdirSync(join(dir, 'damaged'))).toHaveLength(1);
    expect((await history.list()).reports.map(({ id }) => id)).toEqual([other.id]);
  });

  it('removes what a killed process left half written, and nothing younger', async () => {
    mkdirSync(dir);
    writeFileSync(join(dir, '.tmp-old'), '');
    writeFileSync(join(dir, '.tmp-new'), '');
    utimesSync(join(dir, '.tmp-old'), 1, 1);
    await new History(dir).keep(reportOf('a'));
    expect(readdirSync(dir).filter((name) => name.startsWith('.tmp'))).toEqual(['.tmp-new']);
  });
});

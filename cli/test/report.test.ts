import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report } from '@hostnet/core';
import { hostnet, HOSTNET, type Ended } from './support/hostnet.ts';

const EMBEDDED = ['diagnose', '--engine', 'embedded'];
const MINUTE = 60_000;

// Each test starts hostnet several times, which takes seconds on a busy machine.
jest.setTimeout(MINUTE);

describe('hostnet report', () => {
  const root = mkdtempSync(join(tmpdir(), 'hostnet-report-'));
  const state = join(root, 'state');
  const folder = join(state, 'hostnet', 'reports');
  const env = { XDG_STATE_HOME: state, HOSTNET_HISTORY: 'on' };
  const run = (args: readonly string[], over: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    hostnet(args, { env: { ...env, ...over } });
  const report = (...args: string[]) => run(['report', ...args]);
  let ids: string[] = [];
  let made: Report;

  beforeAll(async () => {
    made = Report.parse(JSON.parse((await run([...EMBEDDED, '--json'])).stdout));
    await run(EMBEDDED);
    const { stdout } = await report('list', '--json');
    ids = (JSON.parse(stdout) as { reports: { id: string }[] }).reports.map(({ id }) => id);
  }, 2 * MINUTE);
  afterAll(() => rmSync(root, { recursive: true }));

  it('lists what diagnose kept, newest first, for this user alone', async () => {
    expect(ids).toHaveLength(2);
    const { stdout, code } = await report('list');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 21))).toEqual(ids);
    expect(lines[1]).toContain(made.verdict);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('shows a report again, by its beginning, the part behind the dash, latest, or a file', async () => {
    const [newest = '', oldest = ''] = ids;
    for (const name of [oldest, oldest.slice(0, 20), oldest.slice(13), oldest.slice(13, 20)]) {
      const { stdout } = await report('show', name, '--json');
      expect(Report.parse(JSON.parse(stdout))).toEqual(made);
    }
    expect((await report('show', 'latest')).stdout).toBe((await report('show', newest)).stdout);
    const file = join(root, 'a.json');
    writeFileSync(file, JSON.stringify(made));
    expect((await report('show', file)).stdout).toMatch(/^verdict: /m);
  });

  it('judges a fresh report again as it was, and one of an older version as far as it reads', async () => {
    const [newest = ''] = ids;
    const again = JSON.parse((await report('judge', newest, '--json')).stdout) as {
      schema: string;
      verdict: string;
      findings: { change: string }[];
      gone: unknown[];
    };
    expect(again).toMatchObject({ schema: 'hostnet.judged/1', verdict: made.verdict, gone: [] });
    expect(again.findings.filter(({ change }) => change !== 'same')).toEqual([]);
    const file = join(root, 'old.json');
    const { listeners, ports, ...older } = made;
    expect([listeners, ports]).toHaveLength(2);
    const gone = {
      ...made.findings[0],
      code: 'HN9999',
      severity: 'info',
      title: 'Once',
      detail: '',
      evidence: [],
    };
    writeFileSync(
      file,
      JSON.stringify({
        ...older,
        schema: 'hostnet.report/0',
        findings: [...made.findings, { remedy: null, url: 'x', ...gone }],
      }),
    );
    const { code, stdout } = await report('judge', file);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`verdict: ${made.verdict} (as before)`)]);
    expect(stdout).toContain('  - HN9999 info: Once');
    expect(stdout).toMatch(/^not judged: HN03\d\d, because this report does not hold /m);
    writeFileSync(file, '{}');
    const none = await report('judge', file);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('is no report that can be judged')]);
  });

  it('compares two, whichever is named first', async () => {
    const [newest = '', oldest = ''] = ids;
    const diff = await report('diff', oldest, newest);
    expect(diff.code).toBe(0);
    expect(diff.stdout).toContain(`Nothing that was measured changed: still ${made.verdict}.`);
    expect((await report('diff', newest, oldest)).stdout).toBe(diff.stdout);
    expect((await report('diff', oldest)).stdout).toBe(diff.stdout);
    const broken = join(root, 'broken.json');
    writeFileSync(
      broken,
      JSON.stringify({ ...made, verdict: 'not-working', startedAt: '2030-01-01T00:00:00Z' }),
    );
    expect((await report('diff', oldest, broken)).stdout).toContain('The verdict is not-working; it was');
  });

  it.each([
    ['json', /^\{/],
    ['markdown', /^## Host networking/],
    ['junit', /^<\?xml/],
  ])('exports %s without addresses of this computer, and says what was removed', async (format, begins) => {
    const file = join(root, `out.${format}`);
    const printed = await report('export', 'latest', '--format', format);
    const written = await report('export', 'latest', '--format', format, '--output', file);
    expect(printed.stdout).toMatch(begins);
    expect(readFileSync(file, 'utf8')).toBe(printed.stdout);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(written.stdout).toBe('');
    expect(written.stderr).toBe(printed.stderr);
    for (const nic of made.facts.host.interfaces) {
      for (const { address } of nic.addresses) {
        if (address.startsWith('127.') || address === '::1') continue;
        expect(printed.stdout).not.toContain(address);
        expect(printed.stderr).toMatch(/^Removed[^]*\n {2}IP addresses: \d/);
      }
    }
  });

  it('exports everything where it is told to, and says so', async () => {
    const { stdout, stderr } = await report('export', 'latest', '--no-redact');
    expect(Report.parse(JSON.parse(stdout)).facts.host).toEqual(made.facts.host);
    expect(stderr).toMatch(/^Not redacted/);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an unknown id', ['show', 'ffff'], /no report "ffff"\. Expected an id/],
    ['a beginning of two', ['show', '0'], /2 reports begin with "0".*Write more/],
    ['no file', ['show', './absent.json'], /no such file/],
    ['a folder', ['show', '/tmp/'], /not a regular file/],
    ['another document', ['show', 'package.json'], /is no report/],
    ['an unknown form', ['export', 'latest', '--format', 'pdf'], /json, markdown, junit/],
    [
      'an output nobody can write',
      ['export', 'latest', '--output', '/nowhere/x'],
      /cannot be written \(ENOENT\)/,
    ],
    ['no id', ['diff'], /missing required argument/],
    ['no command', [], /Usage: hostnet report/],
  ])('%s: one sentence, exit code 2', async (_, args, says) => {
    const ended = await report(...args);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
  });

  it(
    'keeps none when that is switched off, and says so when asked',
    async () => {
      const off = { XDG_STATE_HOME: join(root, 'off'), HOSTNET_HISTORY: 'off' };
      const ended = await run(EMBEDDED, off);
      expect(ended.stderr).not.toMatch(/kept/);
      expect(existsSync(off.XDG_STATE_HOME)).toBe(false);
      expect(await run(['report', 'list'], off)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/HOSTNET_HISTORY is `off`/) as string,
      });
    },
    MINUTE,
  );

  it(
    'says in one line that a report could not be kept, and ends as ever',
    async () => {
      const file = join(root, 'in-the-way');
      writeFileSync(file, '');
      const ended = await run([...EMBEDDED, '--json'], { XDG_STATE_HOME: file });
      expect(Report.parse(JSON.parse(ended.stdout)).verdict).toBe(made.verdict);
      expect(ended.stderr).toMatch(
        /^This report was not kept in .*: a file is in the way \(E\w+\)\. HOSTNET_HISTORY=off keeps none\.$/m,
      );
      expect(ended.code).toBe(made.verdict === 'working' ? 0 : 1);
    },
    MINUTE,
  );

  it(
    'says so too where the disk is full',
    () => {
      const disk = join(root, 'disk');
      mkdirSync(disk);
      const script = `mount -t tmpfs -o size=8k tmpfs ${disk} && exec "$@"`;
      const argv = ['--mount', 'sh', '-c', script, 'sh', process.execPath, HOSTNET, ...EMBEDDED];
      const ended = spawnSync('unshare', argv, {
        env: { ...process.env, ...env, XDG_STATE_HOME: disk },
        encoding: 'utf8',
      });
      expect(ended.stdout).toMatch(/^verdict: /m);
      expect(ended.stderr).toMatch(/there is no space left \(ENOSPC\)/);
    },
    MINUTE,
  );

  it('sets a damaged file aside, says so, and goes on', async () => {
    const [newest = '', oldest = ''] = ids;
    truncateSync(join(folder, `${newest}.jsonl`), 700);
    const { stdout, stderr, code } = await report('list');
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 21)),
    ).toEqual([oldest]);
    expect(stderr).toContain(`${newest}.jsonl is damaged and was set aside`);
    expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
    expect((await report('list')).stderr).toBe('');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';
import { answerOf } from './answers.ts';
import { NAMES, PORT, runsOf, type CommandName, type Run } from './runs.ts';
import { make, startWatch, type Ended, type Setting } from './start.ts';
import { differing, openFiles, residentMb, tracesOf, type Places, type Traces } from './traces.ts';

const SEED = Number(process.env['HOSTNET_LEAKS_SEED'] ?? 1);
const COUNT = Number(process.env['HOSTNET_LEAKS_COUNT'] ?? 200);
/** What a killed run started ends within 15 s (docs/security.md, Leftovers); the rest is the engine's, on a busy machine. */
const GONE_MS = 30_000;
/** A file half written is removed by the next run that finds it this old, in ms (node, ReportFiles). */
const STALE_MS = 60_000;
/** What a part that lives long may grow by, in MB, and in open files. */
const GROWN = { mb: 60, files: 4 };
const IMAGE = 'hostnet/host-networking:latest';
/** Takes connections and tells of each that was reset: whoever is killed with something unread resets it (RFC 9293, §3.6.1). */
const SERVER = `require('net').createServer((s) => s.on('error', () => console.log('reset')).end('x')).listen(${PORT})`;

const tally = { ended: 0, killed: 0, cancelled: 0, wrong: [] as string[] };

let home = '';
let engine: PrivateEngine;
let setting: Setting;
let places: Places;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hostnet-leaks-'));
  const temporary = join(home, 'tmp');
  mkdirSync(temporary);
  engine = await startPrivateEngine();
  const mark = `HOSTNET_LEAKS=${home}`;
  const env = {
    HOME: home,
    TMPDIR: temporary,
    HOSTNET_LEAKS: home,
    HOSTNET_HISTORY: '',
    XDG_STATE_HOME: temporary,
  };
  setting = { engine, env };
  places = { engine, temporary, mark };
  const web = ['run', '--detach', '--name', 'web', '--network', 'host', IMAGE, 'node', '-e', SERVER];
  expect(await engine.docker(web)).toMatchObject({ code: 0 });
}, 180_000);
afterAll(async () => {
  await engine.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const ending = (command: CommandName): Run => ({ command, fate: 'ends', afterMs: 0 });
const answer = async (command: CommandName): Promise<string> =>
  answerOf(await make(setting, ending(command)));

/** What a run says when nothing went before; the folder of reports is made then, too. */
async function answersOfAll(): Promise<Map<CommandName, string>> {
  const found = new Map<CommandName, string>();
  for (const name of NAMES) {
    await answer(name);
    found.set(name, await answer(name));
  }
  return found;
}

/** Notes one run, and what is wrong with it. */
function judge(run: Run, ended: Ended, usual: string, after: Run | undefined): void {
  const { command, fate, afterMs } = run;
  const where = `${command}, ${fate} ${fate === 'ends' ? '' : `after ${afterMs} ms `}(after ${after?.command}, ${after?.fate})`;
  if (fate === 'ends') {
    tally.ended += 1;
    const said = answerOf(ended);
    if (said !== usual) tally.wrong.push(`${where}: said ${said}, expected ${usual}`);
  } else if (fate === 'cancelled') {
    tally.cancelled += 1;
    // What ends before the signal comes has its own code; what Node had not yet got hold of ends by the signal itself.
    const usually = Number(/"code":(\d+)/.exec(usual)?.[1]);
    if (ended.code !== null && ended.code !== 130 && ended.code !== usually)
      tally.wrong.push(`${where}: exit ${ended.code}: ${ended.stderr.slice(0, 300)}`);
  } else tally.killed += 1;
}

/** The history is kept on purpose: its files may be there, half written ones may not. */
function withoutReports(traces: Traces): Traces {
  const files = traces['temporary files'] ?? [];
  return {
    ...traces,
    'temporary files': files.filter((name) => !/^hostnet(\/reports)?$|\.jsonl$/.test(name)),
  };
}

/** Waits until all is as before; a last run sweeps what needs one, once its time is over. */
async function settled(before: Traces): Promise<Traces> {
  const look = async (): Promise<Traces> => withoutReports(await tracesOf(places));
  for (const mostMs of [GONE_MS, STALE_MS]) {
    const until = performance.now() + mostMs;
    while (performance.now() < until) {
      if (differing(before, await look()).length === 0) return look();
      await pause(250);
    }
    await answer('diagnose');
  }
  return look();
}

it(`leaves nothing behind in ${COUNT} runs, and no run blames what one before it left`, async () => {
  const usual = await answersOfAll();
  process.stdout.write([...usual].map(([name, said]) => `${name}: ${said}\n`).join(''));
  for (const name of NAMES) if (name.startsWith('diagnose')) expect(usual.get(name)).toContain('"working"');
  const before = withoutReports(await tracesOf(places));
  const watch = startWatch(setting);
  const runs = runsOf(SEED, COUNT);
  // After some runs the long part has loaded all it loads.
  const warm = Math.min(40, Math.ceil(COUNT / 4));
  let early = { files: 0, mb: 0 };
  for (const [i, run] of runs.entries()) {
    judge(run, await make(setting, run), usual.get(run.command) ?? '', runs[i - 1]);
    if (i + 1 === warm) early = { files: openFiles(watch.pid), mb: residentMb(watch.pid) };
    if (i % 50 === 49) process.stdout.write(`${i + 1} runs, ${tally.wrong.length} wrong\n`);
  }
  const late = { files: openFiles(watch.pid), mb: residentMb(watch.pid) };
  const watched = await watch.stop();
  const after = await settled(before);
  const resets = (await engine.docker(['logs', 'web'])).stdout.split('\n').filter(Boolean).length;
  if (resets > tally.killed)
    tally.wrong.push(`${resets} connections were reset, and ${tally.killed} runs were killed`);
  report(before, after, { early, late });
  expect(tally.wrong).toEqual([]);
  expect([0, 130]).toContain(watched);
  expect(after).toEqual(before);
  expect(late.files - early.files).toBeLessThanOrEqual(GROWN.files);
  expect(late.mb - early.mb).toBeLessThanOrEqual(GROWN.mb);
}, 7_200_000);

interface Size {
  readonly files: number;
  readonly mb: number;
}

/** Prints the table and writes the outcome for scripts/test-leaks.mjs. */
function report(before: Traces, after: Traces, { early, late }: { early: Size; late: Size }): void {
  const left = differing(before, after);
  const row = (name: string, was: string | number, is: string | number): string =>
    `${name.padEnd(40)}${String(was).padStart(8)}${String(is).padStart(8)}`;
  const table = [
    row('what', 'before', 'after'),
    ...Object.keys(before).map((key) => row(key, before[key]?.length ?? 0, after[key]?.length ?? 0)),
    row('open files of `ports --watch`', early.files, late.files),
    row('memory of `ports --watch`, in MB', early.mb, late.mb),
    '',
    `${tally.ended} ended, ${tally.killed} killed with -9, ${tally.cancelled} cancelled; ${tally.wrong.length} wrong answers`,
    ...tally.wrong,
    ...left.map(
      (key) => `left: ${key}: ${JSON.stringify(after[key])}, before ${JSON.stringify(before[key])}`,
    ),
  ];
  process.stdout.write(`\n${table.join('\n')}\n`);
  const file = process.env['HOSTNET_LEAKS_OUTCOME'];
  const grown = Number(late.files - early.files > GROWN.files) + Number(late.mb - early.mb > GROWN.mb);
  if (file !== undefined)
    writeFileSync(
      file,
      JSON.stringify({ runs: COUNT, left: left.length + grown, wrong: tally.wrong.length }),
    );
}

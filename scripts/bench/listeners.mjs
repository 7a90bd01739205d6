import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { helperPath } from '../lib/go-helper.mjs';
import { at } from '../lib/paths.mjs';
import { describe, median } from '../lib/statistics.mjs';

export const title = 'a list of 10,000 listeners of 200 containers';

const SIZES = [100, 1000, 10_000];
const CONTAINERS = 200;
const ROUNDS = 5;

/** Forks a process a container, each in its own control group with its share of the sockets, and waits for the end of its input. */
const HOLDERS = `
use strict; use Socket; $| = 1;
my ($total, @groups) = @ARGV; my @pids; my $n = 0;
for my $i (0 .. $#groups) {
  my $share = int($total * ($i + 1) / @groups) - int($total * $i / @groups);
  my $first = 10000 + int($total * $i / @groups);
  pipe(my $r, my $w); my $pid = fork();
  if (!$pid) {
    close $r; open(my $g, '>', "$groups[$i]/cgroup.procs") or die "$!"; print $g $$; close $g or die "$!";
    my @s;
    for my $p ($first .. $first + $share - 1) {
      socket(my $s, PF_INET, SOCK_STREAM, 0) or die "$!"; bind($s, sockaddr_in($p, INADDR_LOOPBACK)) or die "$!";
      listen($s, 1) or die "$!"; push @s, $s;
    }
    print $w "x"; close $w; sleep 600; exit;
  }
  close $w; push @pids, $pid; read($r, my $x, 1) or die "a holder died";
}
print "ready\\n"; <STDIN>; kill 'KILL', @pids; waitpid($_, 0) for @pids;
`;

/**
 * Real sockets of real processes in control groups named as Docker names them, in a network of their own; listed by the
 * host helper as the container runs it, then read and joined as \`hostnet ports\` does.
 * @returns {Promise<string[]>}
 */
export async function bench() {
  if (process.getuid?.() !== 0)
    return ['10,000 listeners: not measured (needs root for a network of its own)'];
  const helper = at(helperPath('linux', process.arch === 'x64' ? 'amd64' : process.arch));
  if (!existsSync(helper)) return ['10,000 listeners: not measured (the host helper is not built)'];
  const groups = makeGroups();
  try {
    const { parseEventLine, listenersOf, rowsOf } = await joinCode();
    /** @type {number[]} */
    const medians = [];
    const lines = [];
    for (const size of SIZES) {
      /** @type {number[]} */
      const times = [];
      await withSockets(size, groups.slice(0, Math.min(CONTAINERS, size)), async (pid) => {
        for (let round = -1; round < ROUNDS; round++) {
          const started = performance.now();
          const text = await listed(helper, pid);
          const entries = text
            .split('\n')
            .filter((line) => line.includes('"listeners"'))
            .flatMap((line) => {
              const event = parseEventLine(line);
              return event.event === 'facts' && event.kind === 'listeners' ? event.listeners : [];
            });
          const listeners = listenersOf(entries, [], { pid: null, port: null });
          const rows = rowsOf({ listeners, reach: [], ...QUIET });
          const ms = performance.now() - started;
          const containers = new Set(
            rows.map((/** @type {{ container: { id: string } | null }} */ row) => row.container?.id),
          );
          if (
            rows.length !== size ||
            containers.has(undefined) ||
            containers.size !== Math.min(CONTAINERS, size)
          )
            throw new Error(`${rows.length} of ${size} sockets of ${containers.size} containers were listed`);
          if (round >= 0) times.push(ms);
        }
      });
      medians.push(median(times));
      const budget = size === 10_000 ? ' (budget 1000)' : '';
      lines.push(
        `${size} listeners of ${Math.min(CONTAINERS, size)} containers: ${describe(times, 0)} ms${budget}`,
      );
    }
    const [, thousand = NaN, most = NaN] = medians;
    lines.push(`  10,000 ÷ 1,000: ${(most / thousand).toFixed(1)} times as long for 10 times as many`);
    return lines;
  } finally {
    for (const group of groups) rmdirSync(group);
    for (const base of bases()) if (existsSync(base)) rmdirSync(base);
  }
}

const QUIET = {
  where: { ownStack: true, lan: { known: false, reason: 'bench' }, ipv6Loopback: true },
  hostNetworking: { state: 'own-stack', sentence: '', remedy: null, evidence: [] },
  undialled: null,
};

/** @returns {string[]} where this bench may make control groups: version 2, or the pids controller of version 1 */
function bases() {
  const name = `hostnet-bench-${process.pid}`;
  return existsSync('/sys/fs/cgroup/cgroup.controllers')
    ? [`/sys/fs/cgroup/${name}`]
    : [`/sys/fs/cgroup/pids/${name}`];
}

/** @returns {string[]} folders of new control groups */
function makeGroups() {
  const [base = ''] = bases();
  mkdirSync(base);
  return Array.from({ length: CONTAINERS }, () => {
    const folder = `${base}/${randomBytes(32).toString('hex')}`;
    mkdirSync(folder);
    return folder;
  });
}

/**
 * @param {number} size
 * @param {readonly string[]} groups
 * @param {(pid: number) => Promise<void>} work is given a process inside the network of the sockets
 */
async function withSockets(size, groups, work) {
  const setUp = 'ip link set lo up && exec "$0" "$@"';
  const argv = ['--net', 'sh', '-c', setUp, 'perl', '-e', HOLDERS, String(size), ...groups];
  const child = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  try {
    const said = await Promise.race([once(child.stdout, 'data'), closed.then(() => null)]);
    if (said === null || child.pid === undefined) throw new Error('the sockets could not be opened');
    await work(child.pid);
  } finally {
    child.stdin.end('\n');
    await closed;
  }
}

/**
 * @param {string} helper
 * @param {number} pid
 * @returns {Promise<string>} what the probe printed
 */
async function listed(helper, pid) {
  const spec = {
    v: 1,
    run: 'bench1',
    token: '0'.repeat(64),
    vantage: 'host-mode',
    lifetimeMs: 30_000,
    stay: false,
    listen: [],
    dial: [],
    inspect: [{ kind: 'listeners' }],
  };
  const encoded = Buffer.from(JSON.stringify(spec)).toString('base64url');
  const argv = [`--net=/proc/${pid}/ns/net`, '--', helper, 'session', encoded];
  const child = spawn('nsenter', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ part) => (text += part));
  await once(child, 'close');
  return text;
}

/** @returns {Promise<{ parseEventLine: Function, listenersOf: Function, rowsOf: Function }>} the product's own code, bundled */
async function joinCode() {
  const source = `export { parseEventLine } from './core/src/protocol/encode.ts';
export { listenersOf } from './core/src/run/look/owners.ts';
export { rowsOf } from './core/src/judge/port-chain/rows.ts';`;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: at('.'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, which } from './run.mjs';
import { Plain, say } from './say.mjs';

/** How long wine's server outlives the last program, in seconds: a killed parent leaves it behind for no longer. */
const OUTLIVES_SECONDS = 30;

/**
 * Keeps the server of a prefix running while the process $2 lives and the prefix is not marked as over, and removes the
 * prefix then. It says so once the server can be reached. A server that ends by itself, as was seen in one suite of
 * seven, is started again, and that is said; wine's own programs that it leaves would wait for it for ever and are ended.
 * The server gets no pipe of ours: it would keep that open, and whoever waits for its end waits as long.
 */
const KEEP = `"$0" "-p$1" >/dev/null 2>&1
echo ready
while "$0" -w; kill -0 "$2" 2>/dev/null && [ ! -e "$WINEPREFIX/over" ]; do
  echo again
  "$0" "-p$1" >/dev/null 2>&1
done
for process in /proc/[0-9]*; do
  case $(readlink "$process/exe") in */wine*) ;; *) continue ;; esac
  grep -qzxF "WINEPREFIX=$WINEPREFIX" "$process/environ" && kill -9 "\${process#/proc/}"
done 2>/dev/null
rm -rf "$WINEPREFIX"`;

/** @returns {string | undefined} Debian keeps wine64 out of PATH */
export function wine() {
  return which('wine64') ?? ['/usr/lib/wine/wine64'].find((file) => existsSync(file)) ?? which('wine');
}

/**
 * @param {string} program wine
 * @returns {string | undefined} the server of that wine
 */
function serverOf(program) {
  return which('wineserver') ?? [join(dirname(program), 'wineserver')].find((file) => existsSync(file));
}

/**
 * Calls `use` with the environment of a wine prefix of its own in a temporary folder, warm. Wine's server is kept for
 * as long: one that starts anew with each of some hundred programs takes minutes in all, and seconds of the first test.
 * Both the server and the folder are gone afterwards; when this process is killed, half a minute later.
 * @template T
 * @param {string} program wine
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} use
 * @returns {Promise<T>}
 * @throws {Plain} when wine has no server or cannot make a prefix
 */
export async function withWine(program, use) {
  const server = serverOf(program);
  if (!server) throw new Plain(`There is no wineserver beside ${program}: wine is not installed as a whole.`);
  const prefix = mkdtempSync(join(tmpdir(), 'hostnet-wine-'));
  const env = { WINEPREFIX: prefix, WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
  const all = { ...process.env, ...env };
  // In a session of its own: Ctrl-C ends the tests, and then this removes what they leave.
  const keeper = spawn('sh', ['-c', KEEP, server, String(OUTLIVES_SECONDS), String(process.pid)], {
    detached: true,
    env: all,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const removed = once(keeper, 'exit');
  await Promise.race([once(keeper.stdout, 'data'), removed]);
  keeper.stdout.on('data', () => say("wine's server ended by itself and is started again"));
  try {
    const { code } = await run('sh', ['-c', '"$0" wineboot --init </dev/null >/dev/null 2>&1', program], {
      env: all,
      timeoutMs: 180_000,
    });
    if (code !== 0) throw new Plain(`wine could not make a prefix (wineboot ended with ${String(code)}).`);
    return await use(env);
  } finally {
    writeFileSync(join(prefix, 'over'), '');
    // This prefix's server alone. Not by run(), which starts nothing once this process was told to end.
    spawnSync(server, ['-k'], { env: all, stdio: 'ignore', timeout: 20_000 });
    await removed;
  }
}

import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { filesBelow } from './hash.mjs';
import { at } from './paths.mjs';
import { run, tail, which } from './run.mjs';
import { say } from './say.mjs';

/** @typedef {{ boundary: string, cases: number, failed: number }} Row what became of one boundary */

/** @returns {{ name: string, folder: string }[]} every fuzz target of the helper, its package relative to probe/go */
function targets() {
  return filesBelow(at('probe/go'), (file) => /fuzz(_linux)?_test\.go$/.test(file)).flatMap((file) => {
    const folder = relative(at('probe/go'), dirname(file));
    const names = readFileSync(file, 'utf8').matchAll(/^func (Fuzz\w+)/gm);
    return [...names].map(([, name = '']) => ({ name, folder }));
  });
}

/**
 * @param {string} output of `go test -fuzz`
 * @returns {number} inputs that were tried, as its last line of progress says
 */
export function execsOf(output) {
  return Number([...output.matchAll(/execs: (\d+)/g)].at(-1)?.[1] ?? 0);
}

/**
 * Fuzzes the Go helper, one target after the other. Go chooses its own inputs; one that fails is kept below
 * probe/go/internal, in a folder `testdata/fuzz`, where `go test` tries it again.
 * @param {number} each inputs a target
 * @returns {Promise<Row[]>}
 */
export async function fuzzGo(each) {
  if (!which('go')) {
    say('The Go helper is not fuzzed: there is no Go compiler (Debian: apt-get install golang-go)');
    return [{ boundary: 'helper (Go): not built here', cases: 0, failed: 1 }];
  }
  /** @type {Row[]} */
  const rows = [];
  for (const { name, folder } of targets()) {
    const args = ['test', `./${folder}`, '-run', '^$', '-fuzz', `^${name}$`, `-fuzztime=${each}x`];
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    const { code, stdout, stderr } = await run('go', args, { cwd: at('probe/go'), env, timeoutMs: 600_000 });
    const cases = execsOf(stdout);
    if (code !== 0) say(`${folder} ${name}:\n${tail(stdout + stderr, 25)}`);
    rows.push({
      boundary: `helper (Go): ${folder.replace('internal/', '')} ${name}`,
      cases,
      failed: code === 0 ? 0 : 1,
    });
  }
  return rows;
}

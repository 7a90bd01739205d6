import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BUILD } from './paths.mjs';
import { run, which } from './run.mjs';

/** The suite of Debian whose Compose is the measure: it carries 2.40. */
const SUITE = 'forky';
const KEEP = join(BUILD, `compose-${SUITE}`);
const PROGRAM = join(KEEP, 'usr/libexec/docker/cli-plugins/docker-compose');
/** What apt may take before it counts as no network, in ms. */
const APT_MS = 120_000;

/**
 * Returns this machine's own Debian mirror as a source of another suite, in apt's deb822 form.
 * @param {string} text a `.sources` file
 * @returns {string}
 */
function otherSuite(text) {
  return text
    .split(/\n{2,}/)
    .filter((one) => /^URIs:.*\/debian\/?$/m.test(one) && /^Types:.*\bdeb\b/m.test(one))
    .slice(0, 1)
    .map((one) =>
      one.replace(/^Suites:.*$/m, `Suites: ${SUITE}`).replace(/^Components:.*$/m, 'Components: main'),
    )
    .join('\n');
}

/**
 * Returns the program `docker-compose` of that suite, fetched once with a configuration of apt's own: the machine's
 * sources and packages stay as they are.
 * @returns {Promise<{ program: string } | { missing: string }>} or the reason why it cannot be had
 */
export async function composeOracle() {
  if (existsSync(PROGRAM)) return { program: PROGRAM };
  if (!which('apt-get') || !which('dpkg-deb'))
    return { missing: 'docker-compose 2.40 comes from Debian, and this is no Debian' };
  const folder = '/etc/apt/sources.list.d';
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sources')) : [];
  const source = files
    .map((name) => otherSuite(readFileSync(join(folder, name), 'utf8')))
    .find((one) => one !== '');
  if (source === undefined)
    return { missing: 'docker-compose 2.40: no Debian mirror in /etc/apt/sources.list.d' };
  mkdirSync(BUILD, { recursive: true });
  const work = mkdtempSync(join(BUILD, 'apt-'));
  try {
    for (const one of ['state/lists/partial', 'cache/archives/partial', 'parts'])
      mkdirSync(join(work, one), { recursive: true });
    writeFileSync(join(work, 'parts/oracle.sources'), `${source}\n`);
    const options = [
      'Dir::Etc::sourcelist=/dev/null',
      `Dir::Etc::sourceparts=${join(work, 'parts')}`,
      `Dir::State=${join(work, 'state')}`,
      'Dir::State::status=/dev/null',
      `Dir::Cache=${join(work, 'cache')}`,
      'APT::Sandbox::User=',
    ].flatMap((option) => ['-o', option]);
    for (const command of [['update'], ['download', 'docker-compose']]) {
      const { code } = await run('apt-get', [...options, '--quiet', ...command], {
        cwd: work,
        timeoutMs: APT_MS,
      });
      if (code !== 0)
        return { missing: `docker-compose 2.40: \`apt-get ${command.join(' ')}\` of Debian ${SUITE} failed` };
    }
    const deb = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (deb === undefined) return { missing: `docker-compose 2.40 is not in Debian ${SUITE}` };
    const { code } = await run('dpkg-deb', ['--extract', join(work, deb), join(work, 'root')]);
    if (code !== 0) return { missing: 'docker-compose 2.40: its package cannot be unpacked' };
    rmSync(KEEP, { recursive: true, force: true });
    renameSync(join(work, 'root'), KEEP);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const { code } = await run(PROGRAM, ['version']);
  return code === 0
    ? { program: PROGRAM }
    : { missing: 'docker-compose 2.40 does not start on this machine' };
}

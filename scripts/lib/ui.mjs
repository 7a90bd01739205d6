import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { filesBelow } from './hash.mjs';
import { ROOT, at, projectVersion } from './paths.mjs';
import { run, tail } from './run.mjs';
import { Plain } from './say.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

/** @returns {string[]} what the dashboard tab is made of, relative to the repository */
function sources() {
  return [
    ...filesBelow(at('ui/src'), (file) => !/\.test\.tsx?$/.test(file)),
    ...filesBelow(at('ui/public')),
    ...filesBelow(at('core/src'), (file) => !file.endsWith('.test.ts')),
    // Shown beside findings.
    ...filesBelow(at('docs/checks')),
    ...[
      'ui/index.html',
      'ui/vite.config.ts',
      'ui/package.json',
      'package-lock.json',
      'tsconfig.base.json',
    ].map((file) => at(file)),
  ].map((file) => relative(ROOT, file));
}

/**
 * Builds the dashboard tab into ui/build with Vite unless its sources are as they were.
 * @returns {Promise<'absent' | 'fresh' | 'built'>} `absent`: its page or its entry does not exist yet
 */
export async function buildUi() {
  if (!existsSync(at('ui/index.html')) || !existsSync(at('ui/src/app/main.tsx'))) return 'absent';
  // The list of files is part of the key: a new file changes it even though the old stamp does not name it.
  const inputs = sources();
  const key = [projectVersion(), ...inputs].join('\0');
  if (isFresh('ui', key)) return 'fresh';
  const { code, stdout, stderr } = await run(
    process.execPath,
    [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: at('ui'), env: { ...process.env, NODE_ENV: 'production', HOSTNET_VERSION: projectVersion() } },
  );
  if (code !== 0) throw new Plain(`The dashboard tab did not build:\n${tail(stdout + stderr, 30)}`);
  writeStamp('ui', key, inputs, ['ui/build/index.html']);
  return 'built';
}

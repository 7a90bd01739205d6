import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { HELPER_ARCHES, HELPER_OSES, helperPath } from './go-helper.mjs';
import { filesBelow, hashFiles } from './hash.mjs';
import { BUILD, at } from './paths.mjs';

/** The image's own files: `common/` is its root, `arch/<arch>/` what is laid over it for one architecture. */
export const STAGE = join(BUILD, 'image');

/** @returns {[from: string, to: string][]} absolute source, path below the staging folder */
function plan() {
  /** @type {[string, string][]} */
  const pairs = [
    [at('probe/node/dist/probe.mjs'), 'common/app/probe.mjs'],
    [at('backend/dist/backend.mjs'), 'common/app/backend.mjs'],
    [at('metadata.json'), 'common/metadata.json'],
    [at('docker-compose.yaml'), 'common/docker-compose.yaml'],
    [at('icon.svg'), 'common/icon.svg'],
    [at('scripts/image/tools.sh'), 'scripts/tools.sh'],
    [at('scripts/image/collect.sh'), 'scripts/collect.sh'],
  ];
  for (const file of filesBelow(at('ui/build')))
    pairs.push([file, join('common/ui', relative(at('ui/build'), file))]);
  for (const arch of HELPER_ARCHES)
    for (const os of HELPER_OSES) {
      const from = at(helperPath(os, arch));
      pairs.push([from, join('arch', arch, 'host', os, from.slice(from.lastIndexOf('/') + 1))]);
      // The probe of a container is the same helper: it starts in a thirtieth of the time Node takes (docs/adr/0010).
      if (os === 'linux') pairs.push([from, join('arch', arch, 'app/probe')]);
    }
  return pairs;
}

/**
 * Without Go there is no helper to be the probe: then it is the Node probe under the same name.
 * @param {string} folder
 */
function nodeProbeWhereNoHelper(folder) {
  const bundle = join(folder, 'common/app/probe.mjs');
  if (
    HELPER_ARCHES.every((arch) => existsSync(join(folder, 'arch', arch, 'app/probe'))) ||
    !existsSync(bundle)
  )
    return;
  const probe = join(folder, 'common/app/probe');
  writeFileSync(probe, `#!/usr/local/bin/node\n${readFileSync(bundle, 'utf8')}`);
  chmodSync(probe, 0o755);
  // A file without an ending is an ES module only where a package says so.
  writeFileSync(join(folder, 'common/app/package.json'), '{"type":"module"}\n');
}

/**
 * Assembles the staging folder from whatever has been built. It is made aside and swapped in, so that a second
 * build at the same time never sees half of it.
 * @returns {{ missing: string[], content: string }} files the image should have and has not; hash of what it has
 */
export function stageImage() {
  const aside = `${STAGE}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  for (const folder of ['common/app', ...HELPER_ARCHES.map((arch) => `arch/${arch}`)])
    mkdirSync(join(aside, folder), { recursive: true });
  /** @type {string[]} */
  const missing = [];
  for (const [from, to] of plan()) {
    if (!existsSync(from)) {
      missing.push(to.replace(/^common/, ''));
      continue;
    }
    const target = join(aside, to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(from, target);
    chmodSync(target, to.includes('/host/') || to.endsWith('/app/probe') ? 0o755 : 0o644);
  }
  nodeProbeWhereNoHelper(aside);
  if (!existsSync(at('ui/build/index.html'))) missing.push('/ui/index.html');
  const content = hashFiles(filesBelow(aside), aside);
  if (existsSync(STAGE) && hashFiles(filesBelow(STAGE), STAGE) === content) {
    rmSync(aside, { recursive: true, force: true });
  } else {
    rmSync(STAGE, { recursive: true, force: true });
    renameSync(aside, STAGE);
  }
  return { missing, content };
}

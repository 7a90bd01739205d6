import { readFileSync } from 'node:fs';
import { at } from './lib/paths.mjs';
import { runMain } from './lib/say.mjs';
import { labelsOf } from './validate/dockerfile.mjs';
import { checkCompose, checkMetadata, checkPictures } from './validate/files.mjs';
import { checkLabels, listOf } from './validate/labels.mjs';

const read = (/** @type {string} */ name) => readFileSync(at(name), 'utf8');

/** `npm run validate`: the rules of `docker extension validate` that need no Docker Desktop and no registry, each with its result. */
await runMain(() => {
  const { version } = JSON.parse(read('package.json'));
  const labels = labelsOf(read('Dockerfile'));
  const shots = (listOf(labels['com.docker.extension.screenshots'] ?? '') ?? []).map((one) =>
    String(one['url']),
  );
  const checked = [
    ...checkLabels(labels, version),
    ...checkMetadata(JSON.parse(read('metadata.json'))),
    ...checkCompose(read('docker-compose.yaml')),
    ...checkPictures(shots),
  ];
  const width = Math.max(...checked.map(({ rule }) => rule.length));
  for (const { rule, problem } of checked)
    process.stdout.write(`${rule.padEnd(width)}  ${problem === null ? 'passed' : `FAILED: ${problem}`}\n`);
  const failed = checked.filter(({ problem }) => problem !== null).length;
  process.stdout.write(
    'Not checked here: both platforms on Docker Hub, installing and uninstalling, which need Docker Desktop.\n',
  );
  process.stdout.write(`${checked.length - failed} passed, ${failed} failed\n`);
  return Promise.resolve(failed === 0 ? 0 : 1);
});

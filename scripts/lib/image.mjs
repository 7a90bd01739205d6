import { readFileSync } from 'node:fs';
import { chooseBases } from './base-image.mjs';
import { findBuilder } from './builder.mjs';
import { docker } from './docker.mjs';
import { hashOf } from './hash.mjs';
import { IMAGE, at } from './paths.mjs';
import { run, tail } from './run.mjs';
import { Plain, say, step } from './say.mjs';
import { STAGE } from './stage.mjs';
import { aptInstall, isOffered, mayInstall, readSystem } from './system.mjs';

/**
 * @param {string} staged content hash of the staging folder
 * @returns {string} what the label `hostnet.content` of an up-to-date image says
 */
export function contentOf(staged) {
  return hashOf(staged, readFileSync(at('Dockerfile')));
}

/**
 * @param {import('./docker.mjs').Docker} target
 * @param {string} content
 * @returns {Promise<boolean>} true when the engine has this very image
 */
export async function hasImage(target, content) {
  const format = '{{index .Config.Labels "hostnet.content"}}';
  const { code, stdout } = await docker(target, ['image', 'inspect', '--format', format, IMAGE]);
  return code === 0 && stdout.trim() === content;
}

/**
 * @param {import('./docker.mjs').Docker} target
 * @returns {Promise<string>} empty when the engine has no image of that name
 */
async function imageId(target) {
  const { code, stdout } = await docker(target, ['image', 'inspect', '--format', '{{.Id}}', IMAGE]);
  return code === 0 ? stdout.trim() : '';
}

/**
 * Builds the image on an engine from the staging folder, unless it is there already.
 * @param {import('./docker.mjs').Docker} target
 * @param {string} staged content hash of the staging folder
 * @param {{ hostNetwork?: boolean }} [options] `hostNetwork`: for an engine without a bridge
 * @returns {Promise<'fresh' | 'built'>}
 * @throws {Plain} when there is no builder or the build fails
 */
export async function buildImage(target, staged, { hostNetwork = false } = {}) {
  const content = contentOf(staged);
  if (await hasImage(target, content)) return 'fresh';
  let builder = await findBuilder();
  if (builder.kind === 'none' && mayInstall(readSystem()) && (await isOffered('docker-buildx'))) {
    await aptInstall(['docker-buildx']);
    builder = await findBuilder();
  }
  if (builder.kind === 'none') throw new Plain(`The image cannot be built: ${builder.why}.`);
  const bases = await chooseBases(target, readFileSync(at('Dockerfile'), 'utf8'));
  const args = [
    ...(target.host ? ['-H', target.host] : []),
    ...(builder.kind === 'buildx' ? ['buildx', 'build', '--load', '--provenance=false'] : ['build']),
    ...(hostNetwork ? ['--network', 'host'] : []),
    '--progress',
    'plain',
    '--file',
    at('Dockerfile'),
    '--tag',
    IMAGE,
    ...Object.entries({ ...bases, BUNDLES: 'prebuilt' }).flatMap(([name, value]) => [
      '--build-arg',
      `${name}=${value}`,
    ]),
    '--label',
    `hostnet.content=${content}`,
    STAGE,
  ];
  const before = await imageId(target);
  const { code, stdout, stderr } = await step(`Building the image ${IMAGE}`, () =>
    run(builder.cli, args, { env: { ...process.env, DOCKER_BUILDKIT: '1' } }),
  );
  if (code !== 0) throw new Plain(`The image did not build:\n${tail(stderr + stdout, 30)}`);
  // What the tag named before would stay as an image without a name; one that a container uses is left to it.
  if (before !== '' && before !== (await imageId(target))) await docker(target, ['image', 'rm', before]);
  say(`Built the image ${IMAGE}`);
  return 'built';
}

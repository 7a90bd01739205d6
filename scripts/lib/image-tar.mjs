import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { askEngine, dockerClient, mustDocker } from './docker.mjs';
import { buildImage, contentOf } from './image.mjs';
import { BUILD, IMAGE } from './paths.mjs';
import { withPrivateEngine } from './private-engine.mjs';
import { say, step } from './say.mjs';

const FOLDER = join(BUILD, 'image-tar');

/**
 * @param {import('./docker.mjs').Docker} target
 * @param {string} staged
 * @param {string} file
 * @param {boolean} hostNetwork
 */
async function save(target, staged, file, hostNetwork) {
  await buildImage(target, staged, { hostNetwork });
  await mustDocker(target, ['save', '--output', `${file}.${process.pid}`, IMAGE]);
  for (const old of readdirSync(FOLDER)) if (old.endsWith('.tar')) rmSync(join(FOLDER, old));
  renameSync(`${file}.${process.pid}`, file);
}

/**
 * Makes the image available as a file, so that an engine of a test's own can load it: with the engine that answers
 * if there is one, else with a private one that is gone afterwards.
 * @param {string} [staged] content hash of the staging folder; built when not given
 * @returns {Promise<string>} absolute path of a `docker save` tar, kept until the content changes
 * @throws {import('./say.mjs').Plain} when no engine can be had or the image does not build
 */
export async function ensureImageTar(staged) {
  const content = staged ?? (await build()).content;
  const file = join(FOLDER, `${contentOf(content)}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(FOLDER, { recursive: true });
  const target = dockerClient();
  if (target && !('why' in (await askEngine(target)))) {
    await step('Saving the image', () => save(target, content, file, false));
  } else {
    say('No engine answers: a private one builds the image and is stopped again');
    await step('Building the image with a private engine', () =>
      withPrivateEngine((own) => save(own, content, file, true)),
    );
  }
  return file;
}

import { build } from './lib/build.mjs';
import { askEngine, dockerClient } from './lib/docker.mjs';
import { buildImage } from './lib/image.mjs';
import { installDependencies } from './lib/install.mjs';
import { Plain, runMain, say } from './lib/say.mjs';
import { imageSize, megabytes } from './lib/size.mjs';

/** `npm run image [-- NAME...]`: builds everything (or the named parts), then the image on the engine that DOCKER_HOST or the context names. */
await runMain(async () => {
  await installDependencies();
  const { content, missing } = await build(process.argv.slice(2));
  if (missing.length > 0) say(`Not in the image yet: ${missing.join(', ')}`);
  const target = dockerClient();
  if (!target)
    throw new Plain('There is no docker client on PATH: install Docker, or run "npm start" as root.');
  const engine = await askEngine(target);
  if ('why' in engine)
    throw new Plain(`No engine answers: ${engine.why}. Start it, or run "npm start" as root.`);
  if ((await buildImage(target, content)) === 'fresh') say('The image is up to date');
  const { bytes, compressedBytes } = await imageSize(target);
  say(`The image has ${megabytes(bytes)}, compressed ${megabytes(compressedBytes)}`);
});

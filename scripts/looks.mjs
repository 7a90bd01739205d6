import { ensureImageTar } from './lib/image-tar.mjs';
import { runJest } from './lib/jest.mjs';
import { runMain } from './lib/say.mjs';

/** `npm run test:looks`: fifty looks at 505 listening sockets, where `npm test` takes four. */
await runMain(async () => {
  process.env['HOSTNET_LOOKS'] ??= '50';
  process.env['HOSTNET_IMAGE_TAR'] ??= await ensureImageTar();
  return runJest('real', ['cli/test/many-looks.test.ts']);
});

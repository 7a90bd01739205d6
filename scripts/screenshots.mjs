import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { askEngine, dockerClient } from './lib/docker.mjs';
import { buildImage } from './lib/image.mjs';
import { installDependencies } from './lib/install.mjs';
import { IMAGE, ROOT, at } from './lib/paths.mjs';
import { fileOf, PAGE, PICTURES, SCALE } from './lib/pictures.mjs';
import { Plain, runMain, say } from './lib/say.mjs';

/** @typedef {import('./lib/pictures.mjs').Picture} Picture */

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** A bed that boots an engine, and a diagnosis, on a busy machine. */
const UP_MS = 180_000;
const RUN_MS = 60_000;
/** So often a picture's scenario may be measured until it shows what the picture is of. */
const RUNS = 4;
const RETRIES = 20;
const RETRY_MS = 500;

/**
 * Starts the stand-in in a scenario.
 * @param {string} scenario
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws {Plain} when it does not come up
 */
async function serve(scenario) {
  const args = [at('standin/dist/standin.mjs'), 'serve', '--image', IMAGE, '--scenario', scenario];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise((resolve) => child.on('close', resolve));
  let said = '';
  let timer = setTimeout(() => undefined, 0);
  const url = await new Promise((resolve) => {
    /** @param {Buffer} part */
    const read = (part) => {
      said += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said)?.[0];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => resolve(undefined));
    timer = setTimeout(() => resolve(undefined), UP_MS);
  });
  clearTimeout(timer);
  const stop = async () => {
    child.kill('SIGTERM');
    await closed;
  };
  if (typeof url === 'string') return { url, stop };
  await stop();
  throw new Plain(`The scenario ${scenario} did not come up: ${said.trim().slice(-400)}`);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {Picture} picture
 * @returns {Promise<void>}
 * @throws {Plain} when the page shows something else than the picture is of
 */
async function pose(page, url, { name, hash, chip, click, see }) {
  const diagnose = page.getByRole('button', { name: 'Diagnose', exact: true });
  await page.goto(`${url}${hash}`);
  await diagnose
    .or(page.getByRole('button', { name: /Cancel/ }))
    .first()
    .waitFor();
  // The service may start later than the page.
  const retry = page.getByRole('alert').getByRole('button', { name: 'Try again' });
  for (let tries = 0; tries < RETRIES && (await retry.count()) > 0; tries++) {
    await retry.first().click();
    await page.waitForTimeout(RETRY_MS);
  }
  // Setup measures by itself; the others are asked to.
  if (hash !== '#/setup') await diagnose.click();
  const header = page.getByRole('banner');
  for (let runs = 1; ; runs++) {
    await diagnose.waitFor({ timeout: RUN_MS });
    if ((await header.getByText(new RegExp(`^.${chip}$`)).count()) > 0) break;
    // A machine that is busy with other things loses datagrams, and says so.
    if (runs === RUNS)
      throw new Plain(`${name} is to show "${chip}", but the page says: ${await header.innerText()}`);
    await diagnose.click();
  }
  if (click) {
    await page
      .getByRole('button', { name: new RegExp(click) })
      .first()
      .click();
  } else {
    await page.mouse.move(1, PAGE.height - 1);
    await page.evaluate('document.activeElement?.blur()');
  }
  await page.getByText(see).first().waitFor();
  const alerts = await page.getByRole('alert').allInnerTexts();
  if (alerts.length > 0) throw new Plain(`${name} is not taken, the page has a fault: ${alerts.join(' ')}`);
  await page.waitForFunction('document.getAnimations().length === 0');
}

/**
 * @param {string} name of the picture
 * @param {unknown} error
 * @returns {unknown} what Playwright waited for in vain as one sentence; anything else as it is
 */
function plainly(name, error) {
  if (!(error instanceof Error) || error.name !== 'TimeoutError') return error;
  const [first = '', ...rest] = error.message.split('\n');
  const awaited = rest.find((line) => line.includes('waiting for'))?.trim() ?? '';
  return new Plain(`${name} is not taken, the page never came to it: ${first} ${awaited}`.trim());
}

/** `npm run screenshots [-- NAME...]`: pictures for README and Marketplace into docs/images, from the real page. */
await runMain(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !PICTURES.some((picture) => picture.name === name));
  const names = PICTURES.map((picture) => picture.name).join(', ');
  if (unknown !== undefined) throw new Plain(`There is no picture "${unknown}": choose from ${names}.`, 2);
  if (!existsSync(CHROMIUM))
    throw new Plain(`There is no Chromium at ${CHROMIUM}: install it, or name one in CHROMIUM.`);
  const target = dockerClient();
  if (!target)
    throw new Plain('There is no docker client on PATH: install Docker, or run "npm start" as root.');
  const engine = await askEngine(target);
  if ('why' in engine)
    throw new Plain(`No engine answers: ${engine.why}. Start it, or run "npm start" as root.`);
  await installDependencies();
  const { content } = await build();
  await buildImage(target, content);
  mkdirSync(at('docs/images'), { recursive: true });
  const wanted = PICTURES.filter((picture) => asked.length === 0 || asked.includes(picture.name));
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    for (const scenario of new Set(wanted.map((picture) => picture.scenario))) {
      const standin = await serve(scenario);
      try {
        for (const picture of wanted.filter((one) => one.scenario === scenario)) {
          for (const theme of picture.themes) {
            const context = await browser.newContext({
              colorScheme: theme,
              viewport: PAGE,
              deviceScaleFactor: SCALE,
            });
            const page = await context.newPage();
            await pose(page, standin.url, picture).catch((/** @type {unknown} */ error) => {
              throw plainly(picture.name, error);
            });
            const file = `docs/images/${fileOf(picture.name, theme)}`;
            await page.screenshot({ path: at(file) });
            await context.close();
            say(`Took ${file}`);
          }
        }
      } finally {
        await standin.stop();
      }
    }
  } finally {
    await browser.close();
  }
});

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { SCENARIOS } from '../bed/scenarios.ts';
import { dockerCli } from './docker/cli.ts';
import { StandinFailure, UsageFailure } from './failure.ts';

/** A test bed in a named state: the engine behind a forwarder in which the extension runs instead of on this computer's. */
export interface Scenario {
  readonly name: string;
  /** Address of the bed's engine. */
  readonly dockerHost: string;
  /** More environment for host binaries: where the bed keeps what stands for the user's home. */
  readonly hostEnv: Readonly<Record<string, string>>;
  /** Takes the bed down. Safe to call twice. */
  stop(): Promise<void>;
}

const Status = z.looseObject({ dockerHost: z.string(), home: z.string(), hostAddress: z.string() });

/** Booting an engine takes seconds; on a busy machine many. */
const UP_MS = 180_000;

/**
 * Starts a test bed with the bed's own program and puts it into a state. The bed ends with this process, also when that
 * is killed. Throws UsageFailure for a name the bed does not offer and StandinFailure when it cannot be started.
 */
export async function startScenario(
  name: string,
  image: string,
  bundle = fileURLToPath(new URL('./bed.mjs', import.meta.url)),
): Promise<Scenario> {
  if (!Object.hasOwn(SCENARIOS, name)) {
    throw new UsageFailure(
      `There is no scenario "${name}"; there are: ${Object.keys(SCENARIOS).join(', ')}.`,
    );
  }
  if (!existsSync(bundle)) throw new StandinFailure('The test bed is not built; run "npm run build".');
  const bedName = `standin-${randomBytes(3).toString('hex')}`;
  const bed = async (...args: string[]) => {
    const options = { program: process.execPath, timeoutMs: UP_MS };
    const result = await dockerCli(null).run([bundle, ...args, '--name', bedName, '--json'], options);
    if (result.code === 0) return result.stdout;
    throw new StandinFailure(`The test bed failed: ${result.stderr.trim().replace(/^bed: /, '')}`);
  };
  const stop = async () => {
    await bed('down');
  };
  try {
    await bed('up', '--owner', String(process.pid));
    const status = Status.parse(JSON.parse(await bed('scenario', name)));
    await carryImage(image, status.dockerHost);
    // Without it the host's LAN address would be this machine's own, which the bed's forwarder knows nothing of.
    const hostEnv = { HOSTNET_HELPER_HOME: status.home, HOSTNET_LAN_ADDRESS: status.hostAddress };
    return { name, dockerHost: status.dockerHost, hostEnv, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** Brings an image from this computer's engine to the bed's, unless it is there. */
async function carryImage(image: string, dockerHost: string): Promise<void> {
  const there = dockerCli(dockerHost);
  if ((await there.run(['image', 'inspect', image])).code === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'standin-image-'));
  try {
    const tar = join(folder, 'image.tar');
    await dockerCli(null).must(['save', '--output', tar, image], { timeoutMs: UP_MS });
    await there.must(['load', '--input', tar], { timeoutMs: UP_MS });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BUNDLE } from './service.ts';

const exec = promisify(execFile);
const COMPOSE_FILE = fileURLToPath(new URL('../../../docker-compose.yaml', import.meta.url));
const IMAGE = 'hostnet/host-networking:latest';
/** Image of this test: the built one with the backend bundle of now. */
const TEST_IMAGE = 'hostnet/backend-test:latest';
/** One name for all runs, so that a run first takes away what a killed one left. */
const PROJECT = 'hostnet-backend-test';

/** Runs docker and returns what it printed. Throws what the child process threw. */
export async function docker(...args: string[]): Promise<string> {
  return (await exec('docker', args, { maxBuffer: 16 * 1024 * 1024 })).stdout.trim();
}

const TOOLS: readonly (readonly string[])[] = [['docker', 'compose'], ['docker-compose']];

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

const tool = TOOLS.find(([command = '', ...args]) => works(command, ...args, 'version'));

/** Why the container cannot be tried here, or null when it can. */
export const whyNot: string | null = !works('docker', 'image', 'inspect', IMAGE)
  ? `no engine, or no image ${IMAGE} on it: run npm run image`
  : tool === undefined
    ? 'neither docker compose nor docker-compose is installed'
    : null;

/** What whoever runs the file adds, as Docker Desktop does. */
export interface Override {
  /** Folder that appears as /run/guest-services. */
  readonly guestServices: string;
  readonly user?: string;
}

/** Runs compose on the shipped file and an override. */
export async function compose(override: Override, ...args: string[]): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'hostnet-compose-'));
  const file = join(dir, 'override.json');
  const hostnet = {
    volumes: [`${override.guestServices}:/run/guest-services`],
    extra_hosts: ['host.docker.internal:host-gateway'],
    labels: { hostnet: '1' },
    ...(override.user === undefined ? {} : { user: override.user }),
  };
  writeFileSync(file, JSON.stringify({ services: { hostnet } }));
  const [command = '', ...first] = tool ?? [];
  try {
    const { stdout } = await exec(
      command,
      [...first, '-p', PROJECT, '-f', COMPOSE_FILE, '-f', file, ...args],
      {
        env: { ...process.env, DESKTOP_PLUGIN_IMAGE: TEST_IMAGE },
      },
    );
    return stdout.trim();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Puts the bundle of now into a copy of the image. */
export async function makeTestImage(): Promise<void> {
  const id = await docker('create', '--label', 'hostnet=1', IMAGE);
  try {
    await docker('cp', BUNDLE, `${id}:/app/backend.mjs`);
    await docker('commit', id, TEST_IMAGE);
  } finally {
    await docker('rm', '-f', id);
  }
}

/** Takes the copy of the image away. */
export async function removeTestImage(): Promise<void> {
  await docker('rmi', '-f', TEST_IMAGE);
}

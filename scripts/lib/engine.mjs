import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askEngine, dockerClient } from './docker.mjs';
import { BUILD } from './paths.mjs';
import { planEngine } from './plan-engine.mjs';
import { run, which } from './run.mjs';
import { Plain, say, step } from './say.mjs';
import { aptInstall, isOffered, readSystem } from './system.mjs';

/** @returns {Promise<string | undefined>} the endpoint somebody chose, if not the default one */
async function chosenEndpoint() {
  const host = process.env['DOCKER_HOST'];
  if (host) return host;
  const target = dockerClient();
  if (!target) return undefined;
  const { code, stdout } = await run(target.cli, ['context', 'show'], { timeoutMs: 5000 });
  const name = stdout.trim();
  return code === 0 && name !== '' && name !== 'default' ? `context ${name}` : undefined;
}

/** @returns {Promise<import('./plan-engine.mjs').EngineSituation>} */
async function look() {
  const target = dockerClient();
  const answer = target ? await askEngine(target) : { why: 'there is no docker command' };
  return {
    system: readSystem(),
    chosen: await chosenEndpoint(),
    cli: target !== undefined,
    dockerd: which('dockerd') !== undefined,
    why: 'why' in answer ? answer.why : undefined,
  };
}

/**
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} true as soon as the engine answers
 */
async function answersWithin(timeoutMs) {
  const until = performance.now() + timeoutMs;
  const target = dockerClient();
  while (target && performance.now() < until) {
    if (!('why' in (await askEngine(target, 2000)))) return true;
    await delay(200);
  }
  return false;
}

/**
 * Starts the installed engine on its default socket, the system's way if that works, and leaves it running.
 * @returns {Promise<void>}
 * @throws {Plain} with where to look when it does not come up
 */
async function startEngine() {
  if (existsSync('/run/systemd/system') && which('systemctl')) {
    if (
      (await run('systemctl', ['start', 'docker'], { timeoutMs: 60_000 })).code === 0 &&
      (await answersWithin(30_000))
    )
      return say('Started the Docker Engine with systemctl; it keeps running (stop: systemctl stop docker)');
  } else if (existsSync('/etc/init.d/docker') && which('service')) {
    if (
      (await run('service', ['docker', 'start'], { timeoutMs: 60_000 })).code === 0 &&
      (await answersWithin(15_000))
    )
      return say('Started the Docker Engine with service; it keeps running (stop: service docker stop)');
  }
  mkdirSync(BUILD, { recursive: true });
  const log = join(BUILD, 'dockerd.log');
  const descriptor = openSync(log, 'a');
  const child = spawn('dockerd', [], { detached: true, stdio: ['ignore', descriptor, descriptor] });
  let failure = '';
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code) => (failure = `it ended with code ${code}`));
  if (!(await answersWithin(30_000)))
    throw new Plain(
      `The Docker Engine does not answer${failure ? ` (${failure})` : ''}: its words are in ${log}.`,
    );
  child.unref();
  say(`Started the Docker Engine; it keeps running as process ${child.pid} (log: ${log})`);
}

/** @param {readonly string[]} packages */
async function install(packages) {
  await aptInstall(packages.filter((name) => name !== 'docker-cli'));
  if (packages.includes('docker-cli') && !which('docker') && (await isOffered('docker-cli')))
    await aptInstall(['docker-cli']);
  if (!which('docker'))
    throw new Plain(
      'apt-get installed the Docker Engine but no docker command: install the package that brings it.',
    );
}

/**
 * Comes to an engine the way the situation allows.
 * @returns {Promise<import('./docker.mjs').Docker | undefined>} undefined when the system was left alone; said so
 */
export async function ensureEngine() {
  for (let round = 0; round < 3; round++) {
    const plan = planEngine(await look());
    if (plan.kind === 'use') return dockerClient();
    if (plan.kind === 'skip') {
      say(`No Docker Engine was set up: ${plan.why}. How to fix it: ${plan.fix}`);
      return undefined;
    }
    if (plan.kind === 'install') await install(plan.packages);
    else await step('Starting the Docker Engine', startEngine);
  }
  throw new Plain(
    'The Docker Engine was installed and started but still gives no answer: see "docker version".',
  );
}

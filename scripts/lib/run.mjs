import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { Plain } from './say.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment when given
 * @property {number} [timeoutMs] the process is killed after this time; code is then null
 * @property {AbortSignal} [signal] the process is killed once it is aborted; code is then null
 * @property {boolean} [inherit] stdio goes to this process's own
 * @property {string} [input] written to stdin
 *
 * @typedef {{ code: number | null, stdout: string, stderr: string }} RunResult
 *   `code` is null when the program could not be started, was killed or timed out
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @type {NodeJS.Signals | undefined} */
let ended;

/** A signal meant for this process ends what it waits for as well, and nothing is started after it. */
function watchSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    if (process.listeners(signal).includes(onSignal)) continue;
    process.on(signal, onSignal);
  }
}

/** @returns {boolean} true once this process was told to end */
export function wasInterrupted() {
  return ended !== undefined;
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  ended = signal;
  // Ctrl-C in a terminal reaches the whole group by itself; twice would mean "at once, without cleaning up".
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of running) child.kill(signal);
}

/**
 * Runs a program to its end. Never rejects for a failing program: the caller reads `code`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} rejected with Plain only after this process was told to end
 */
export function run(command, args, options = {}) {
  if (ended) return Promise.reject(new Plain(`Ended by ${ended}.`));
  watchSignals();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: options.inherit ? 'inherit' : ['pipe', 'pipe', 'pipe'],
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    const timer = options.timeoutMs ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs) : undefined;
    const kill = () => child.kill('SIGKILL');
    options.signal?.addEventListener('abort', kill);
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
    child.on('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      resolve({ code: null, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      running.delete(child);
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', kill);
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * @param {string} name a program
 * @param {string} [path] a PATH value; this process's own by default
 * @returns {string[]} every executable file of that name on PATH, in order
 */
export function whichAll(name, path = process.env['PATH'] ?? '') {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/**
 * @param {string} name a program
 * @returns {string | undefined} its first place on PATH
 */
export function which(name) {
  return whichAll(name)[0];
}

/**
 * @param {string} text output of a program
 * @param {number} [lines]
 * @returns {string} its last lines that say something
 */
export function tail(text, lines = 15) {
  return text.trim().split('\n').slice(-lines).join('\n');
}

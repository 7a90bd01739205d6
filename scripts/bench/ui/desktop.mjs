import { benchEngine } from './engine.mjs';
import { dialed, inspections, session } from './session.mjs';

/** Functions that run in the page, which knows them by these names; they use nothing but one another. */
const PARTS = [benchEngine, session, inspections, dialed, answer, execute, fakeDesktop];

/**
 * Gives a page, before its own scripts, Docker Desktop's client with an engine of so many containers that listen in host
 * mode. It answers the commands the page's adapters run, in the probe's own protocol; nothing of the page is replaced.
 * @param {import('playwright-core').Page} page
 * @param {{ listeners: number, containers: number }} size
 */
export async function useFakeDesktop(page, size) {
  await page.addInitScript({ content: fakeDesktopScript(size) });
}

/** @param {{ listeners: number, containers: number }} size */
function fakeDesktopScript(size) {
  return `'use strict';{${PARTS.map(String).join('\n')}\nfakeDesktop(${JSON.stringify(size)});}`;
}

/**
 * What a command prints, line by line.
 * @param {string[]} words
 * @param {import('./engine.mjs').BenchEngine} engine
 * @returns {Generator<unknown, boolean>} whether it stays until it is closed
 */
function* answer(words, engine) {
  const line = words.join(' ');
  const found = words[words.indexOf('session') + 1];
  if (line.includes(' session ') || words[1] === 'session') return yield* session(found ?? '', engine);
  if (line.includes('context inspect')) yield 'unix:///bench.sock';
  else if (line.includes('version')) yield engine.version;
  else if (line.includes('info')) yield engine.info;
  else if (line.startsWith('ps')) for (const one of engine.inspected) yield one.Id;
  else if (line.startsWith('inspect')) yield engine.inspected.filter(({ Id }) => words.includes(Id));
  else if (line.endsWith('facts')) yield engine.facts;
  return false;
}

/**
 * @param {import('./engine.mjs').BenchEngine} engine
 * @param {string} command
 * @param {string[]} args
 * @param {{ stream: { onOutput(data: { stdout: string }): void, onClose(code: number): void } }} options
 */
function execute(engine, command, args, { stream }) {
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    stream.onClose(0);
  };
  setTimeout(() => {
    const lines = answer([command, ...args], engine);
    for (;;) {
      const next = lines.next();
      if (next.done) {
        if (!next.value) end();
        return;
      }
      if (!over)
        stream.onOutput({
          stdout: typeof next.value === 'string' ? next.value : JSON.stringify(next.value),
        });
    }
  }, 0);
  return { close: () => setTimeout(end, 0) };
}

/** @param {{ listeners: number, containers: number }} size */
function fakeDesktop(size) {
  const engine = benchEngine(size);
  /** @type {(command: string, args: string[], options: Parameters<typeof execute>[3]) => object} */
  const exec = (command, args, options) => execute(engine, command, args, options);
  const nothing = () => undefined;
  Object.assign(globalThis, {
    ddClient: {
      extension: { image: 'bench:1', host: { cli: { exec } } },
      docker: { cli: { exec } },
      desktopUI: { toast: { success: nothing, warning: nothing, error: nothing }, navigate: {} },
      host: { platform: 'darwin', arch: 'arm64', hostname: 'bench', openExternal: nothing },
    },
  });
}

import { parseArgs } from 'node:util';
import { Plain } from './say.mjs';

/**
 * @typedef {{ once: boolean, engine: 'docker' | 'embedded', scenario: string | undefined, help: boolean }} StartOptions
 */

export const START_USAGE = `usage: npm start [-- OPTIONS]
  --once             end after the diagnosis, with its exit code
  --engine docker    install, start and use a Docker Engine where needed and possible (the default)
  --engine embedded  use no Docker at all
  --scenario NAME    show this scenario in the dashboard`;

/**
 * @param {readonly string[]} args
 * @returns {StartOptions}
 * @throws {Plain} exit code 2, one sentence
 */
export function parseStart(args) {
  /** @type {{ once?: boolean, engine?: string, scenario?: string, help?: boolean }} */
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean' },
        engine: { type: 'string' },
        scenario: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    const first = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)[0] ?? '';
    throw new Plain(`${first.replace(/\.$/, '')}; npm start knows --once, --engine and --scenario.`, 2);
  }
  const engine = values.engine ?? 'docker';
  if (engine !== 'docker' && engine !== 'embedded')
    throw new Plain(`There is no engine "${engine}": --engine is either docker or embedded.`, 2);
  if (values.scenario === '') throw new Plain('--scenario needs a name, as in --scenario NAME.', 2);
  return { once: values.once ?? false, engine, scenario: values.scenario, help: values.help ?? false };
}

/**
 * Reads options that are whole numbers, such as `--seed 7 --count 40`.
 * @template {string} Name
 * @param {Readonly<Record<Name, number>>} usual each option, and what it is when it is not given
 * @param {readonly string[]} [args]
 * @returns {Record<Name, number>}
 * @throws {Plain} exit code 2, one sentence
 */
export function parseNumbers(usual, args = process.argv.slice(2)) {
  const names = /** @type {Name[]} */ (Object.keys(usual));
  const options = Object.fromEntries(names.map((name) => [name, /** @type {const} */ ({ type: 'string' })]));
  /** @type {Record<string, unknown>} */
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    const known = names.map((name) => `--${name} N`).join(', ');
    throw new Plain(`"${args.join(' ').slice(0, 100)}" is not understood: expected ${known}.`, 2);
  }
  const numberOf = (/** @type {Name} */ name) => {
    const text = values[name];
    if (text === undefined) return usual[name];
    if (typeof text !== 'string' || !/^\d{1,9}$/.test(text))
      throw new Plain(`--${name} must be a whole number, got "${String(text)}".`, 2);
    return Number(text);
  };
  return /** @type {Record<Name, number>} */ (
    Object.fromEntries(names.map((name) => [name, numberOf(name)]))
  );
}

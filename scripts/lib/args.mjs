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

import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { ROOMS } from './room-rules.mjs';
import { at } from '../lib/paths.mjs';

/** The folders whose files may import each other only as scripts/check/room-rules.mjs says. */
const PLACES = [
  'core/src',
  'node/src',
  'probe/node/src',
  'backend/src',
  'cli/src',
  'ui/src',
  'standin/src',
  'standin/bed',
];

/**
 * @typedef {object} Rooms
 * @property {string[]} problems one line an arrow or circle that is not allowed
 * @property {string} note rooms of core, the arrows between them, and circles, as `13 rooms, 42 arrows, 0 circles`
 */

/**
 * Reads who imports whom.
 * @param {string} [root] of a repository laid out as this one
 * @param {readonly string[]} [places] folders below it
 * @returns {Promise<Rooms>}
 * @throws Error when a folder cannot be read
 */
export async function readRooms(root = at(), places = PLACES) {
  const options = /** @type {import('dependency-cruiser').ICruiseOptions} */ ({
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    baseDir: root,
    validate: true,
  });
  const { output } = await cruise([...places], options, undefined, {
    tsConfig: extractTsConfig(at('tsconfig.base.json')),
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered in text, not with modules');
  const arrows = new Set();
  const rooms = new Set();
  for (const { source, dependencies } of output.modules) {
    const from = roomOf(source);
    if (from === undefined || /\.test\.ts$/.test(source)) continue;
    rooms.add(from);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to !== undefined && to !== from) arrows.add(`${from} ${to}`);
    }
  }
  const circles = output.summary.violations.filter(({ rule }) => rule.name === 'no-circle');
  return {
    problems: output.summary.violations.map(problemOf),
    note: `core: ${rooms.size} rooms, ${arrows.size} arrows; ${circles.length} circles anywhere`,
  };
}

/**
 * @param {string} path from the root
 * @returns {string | undefined} the room of core that it stands in
 */
function roomOf(path) {
  const room = /^core\/src\/([^/]+)\//.exec(path)?.[1];
  return room !== undefined && ROOMS.includes(room) ? room : undefined;
}

/**
 * @param {import('dependency-cruiser').IViolation} violation
 * @returns {string}
 */
function problemOf({ rule, from, to, cycle }) {
  if (cycle) return `${rule.name}: ${[from, ...cycle.map((step) => step.name)].join(' → ')}`;
  return `${rule.name}: ${from} → ${to}`;
}

import { posix, relative, sep } from 'node:path';
import { onImport } from './imports.mjs';

/**
 * @typedef {object} Rooms
 * @property {string} root folder of the rooms, relative to the repository
 * @property {Record<string, string[]>} rooms the folders below the root, each with the rooms it may import
 * @property {string[]} [apart] rooms whose own folders may not import one another
 * @property {string[]} [forTests] folders outside of the root that its tests may import
 */

/**
 * The rule `rooms`: a file imports from its own room and from those that its room is allowed, and nothing by a path that
 * leaves the root.
 * @type {import('eslint').Rule.RuleModule}
 */
export const rooms = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        required: ['root', 'rooms'],
        additionalProperties: false,
        properties: {
          root: { type: 'string' },
          rooms: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
          apart: { type: 'array', items: { type: 'string' } },
          forTests: { type: 'array', items: { type: 'string' } },
        },
      },
    ],
  },
  create(context) {
    /** @type {Rooms} */
    const plan = context.options[0];
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const from = placeOf(file, plan);
    if (!from) return {};
    if (!(from.room in plan.rooms))
      return { Program: (node) => context.report({ node, message: noRoom(from.room, plan) }) };
    return onImport((node, specifier) => {
      const message = whyNot(file, posix.join(posix.dirname(file), specifier), plan);
      if (message) context.report({ node, message });
    });
  },
};

/**
 * @param {string} file
 * @param {string} target
 * @param {Rooms} plan
 * @returns {string | null} what is wrong with this import; null when nothing is
 */
function whyNot(file, target, plan) {
  const from = placeOf(file, plan);
  const to = placeOf(target, plan);
  if (!from) return null;
  if (!to) {
    const test = /\.test\.tsx?$/.test(file);
    const allowed = test && (plan.forTests ?? []).some((folder) => target.startsWith(`${folder}/`));
    return allowed ? null : `${plan.root} imports no file outside of it: ${target}.`;
  }
  if (from.room === to.room) {
    const apart = (plan.apart ?? []).includes(from.room) && from.folder !== to.folder;
    return apart ? `${from.room} do not import one another: ${from.folder} imports ${to.folder}.` : null;
  }
  const allowed = plan.rooms[from.room] ?? [];
  if (allowed.includes(to.room)) return null;
  const names = allowed.length === 0 ? 'no other room' : `${allowed.join(', ')} alone`;
  return `${from.room} imports ${names}, and not ${to.room}.`;
}

/**
 * @param {string} file
 * @param {Rooms} plan
 * @returns {{ room: string, folder: string } | null} the file's first two folders below the root; null outside of it
 */
function placeOf(file, { root }) {
  if (!file.startsWith(`${root}/`)) return null;
  const [room = '', ...rest] = file
    .slice(root.length + 1)
    .split('/')
    .slice(0, -1);
  return { room, folder: rest[0] ?? '' };
}

/**
 * @param {string} room
 * @param {Rooms} plan
 */
function noRoom(room, plan) {
  const name = room === '' ? 'The root' : room;
  return `${name} is no room of ${plan.root}: they are ${Object.keys(plan.rooms).join(', ')}.`;
}

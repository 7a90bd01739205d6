import { existsSync, readFileSync } from 'node:fs';
import { at } from '../lib/paths.mjs';

/** Rules on metadata.json, the Compose file, the icon and the pictures that the labels name. */

/** @typedef {import('./labels.mjs').Checked} Checked */
/** @typedef {Record<string, any>} Json */
/** @typedef {[platform: string, files: { path: string }[]]} Binaries */

const KEYS = new Set(['icon', 'ui', 'vm', 'host']);
const PLATFORMS = ['darwin', 'linux', 'windows'];

/**
 * @param {Json} metadata
 * @returns {Checked[]}
 */
export function checkMetadata(metadata) {
  const { icon, ui, vm, host } = metadata;
  const tab = ui?.['dashboard-tab'] ?? {};
  const extra = Object.keys(metadata).filter((key) => !KEYS.has(key));
  const socket = vm?.exposes?.socket;
  /** @type {Binaries[]} */
  const binaries = (host?.binaries ?? []).flatMap((/** @type {Json} */ one) => Object.entries(one));
  const missing = PLATFORMS.filter((name) => !binaries.some(([platform]) => platform === name));
  const unknown = binaries.map(([platform]) => platform).filter((name) => !PLATFORMS.includes(name));
  const say = (/** @type {boolean} */ fine, /** @type {string} */ problem) => (fine ? null : problem);
  return [
    {
      rule: 'metadata.json has no obsolete or unknown key',
      problem: say(extra.length === 0, extra.join(', ')),
    },
    {
      rule: 'metadata.json names the icon, and it is there',
      problem: say(typeof icon === 'string' && existsSync(at(icon)), String(icon)),
    },
    {
      rule: 'the tab has title, root and src',
      problem: say(
        [tab.title, tab.root, tab.src].every((one) => typeof one === 'string' && one !== ''),
        JSON.stringify(tab),
      ),
    },
    {
      rule: 'the VM part is an image or a Compose file, and not both',
      problem: say((vm?.image === undefined) !== (vm?.composefile === undefined), JSON.stringify(vm)),
    },
    {
      rule: 'the Compose file is there',
      problem: say(vm?.composefile === undefined || existsSync(at(vm.composefile)), String(vm?.composefile)),
    },
    {
      rule: 'the socket is a file name, the same for the VM part and the tab',
      problem: say(
        typeof socket === 'string' && /^[^/]+$/.test(socket) && tab.backend?.socket === socket,
        String(socket),
      ),
    },
    {
      rule: 'programs for the host are there for macOS, Linux and Windows',
      problem: say(missing.length === 0, `missing: ${missing.join(', ')}`),
    },
    {
      rule: 'programs for the host are by known platforms',
      problem: say(unknown.length === 0, `unknown: ${unknown.join(', ')}`),
    },
    ...PLATFORMS.map((name) => {
      const paths = binaries
        .filter(([platform]) => platform === name)
        .flatMap(([, files]) => files.map(({ path }) => path));
      const names = paths.map((path) => path.split('/').at(-1));
      return {
        rule: `programs for ${name} have names of their own`,
        problem: say(new Set(names).size === names.length, names.join(', ')),
      };
    }),
  ];
}

/**
 * @param {string} text of the Compose file
 * @returns {Checked[]}
 */
export function checkCompose(text) {
  const bare = text.replace(/^\s*#.*$/gm, '');
  const images = [...bare.matchAll(/^\s+image:\s*(.+)$/gm)].map(([, image = '']) => image.trim());
  const own = '${DESKTOP_PLUGIN_IMAGE}';
  return [
    {
      rule: 'a service has the image of the extension itself',
      problem: images.includes(own) ? null : `images: ${images.join(', ')}`,
    },
    {
      rule: 'no service mounts the engine’s socket',
      problem: /docker\.sock/.test(bare) ? 'docker.sock is mounted' : null,
    },
    {
      rule: 'no service is privileged',
      problem: /privileged:\s*true/.test(bare) ? 'privileged: true' : null,
    },
    { rule: 'no service publishes a port', problem: /^\s+ports:/m.test(bare) ? 'ports:' : null },
  ];
}

/** Least width of a screenshot, in pixels: the Marketplace shows it on large screens (recommended: 2400 × 1600). */
const WIDTH = 1200;

/**
 * @param {readonly string[]} urls of the screenshots, in this repository
 * @returns {Checked[]}
 */
export function checkPictures(urls) {
  const icon = readFileSync(at('icon.svg'), 'utf8');
  return [
    {
      rule: 'the icon is an SVG without scripts and without links',
      problem: /<svg[\s>]/.test(icon) && !/<script|href=/i.test(icon) ? null : 'icon.svg',
    },
    ...urls.map((url) => {
      const file = url.replace(/^.*\/raw\/main\//, '');
      return {
        rule: `the screenshot ${file} is in the repository, a PNG at least ${WIDTH} pixels wide`,
        problem: pngProblem(file),
      };
    }),
  ];
}

/** @param {string} file */
function pngProblem(file) {
  if (!existsSync(at(file))) return 'it is not there';
  const head = readFileSync(at(file)).subarray(0, 24);
  // PNG specification, 5.2 and 11.2.2: eight bytes of signature, then the length, type and width of the first chunk.
  if (head.subarray(1, 4).toString() !== 'PNG') return 'it is no PNG';
  const width = head.readUInt32BE(16);
  return width < WIDTH ? `it is ${width} pixels wide` : null;
}

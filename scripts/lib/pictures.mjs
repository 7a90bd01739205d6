/**
 * One picture of the dashboard, from the real page in a named scenario of the test bed.
 * @typedef {object} Picture
 * @property {string} name file name below docs/images, without theme and ending
 * @property {string} scenario state of the test bed
 * @property {string} hash where in the page
 * @property {string} chip what the header must say: a picture that shows another result is not taken
 * @property {string} [click] name of a button that is pressed first
 * @property {string} see text that must be on the page
 * @property {readonly ('light' | 'dark')[]} themes
 */

/** Width and height of the page in CSS pixels; at SCALE the pictures have the 2400 × 1600 that Docker's Marketplace asks for. */
export const PAGE = { width: 1200, height: 800 };
export const SCALE = 2;

/** @type {readonly Picture[]} */
export const PICTURES = [
  {
    name: 'overview',
    scenario: 'healthy',
    hash: '#/overview',
    chip: 'Working',
    see: 'What was measured',
    themes: ['light', 'dark'],
  },
  {
    name: 'setup-proven',
    scenario: 'healthy',
    hash: '#/setup',
    chip: 'Working',
    see: 'Proven, both ways',
    themes: ['light'],
  },
  {
    name: 'setup',
    scenario: 'off',
    hash: '#/setup',
    chip: 'Not working',
    see: '1 step left',
    themes: ['light', 'dark'],
  },
  {
    name: 'partly-working',
    scenario: 'no-ipv6-4.65',
    hash: '#/overview',
    chip: 'Partly working',
    see: 'IPv6 does not get through',
    themes: ['light'],
  },
  {
    name: 'ports',
    scenario: 'forgotten',
    hash: '#/ports',
    chip: 'Partly working',
    click: '^Check the ports$',
    see: 'refuses the connection',
    themes: ['light', 'dark'],
  },
  {
    name: 'evidence',
    scenario: 'no-ipv6-4.65',
    hash: '#/overview',
    chip: 'Partly working',
    click: '^::1, this computer to host-mode container, TCP',
    see: 'Listener saw',
    themes: ['dark'],
  },
];

/**
 * @param {string} name
 * @param {'light' | 'dark'} theme
 * @returns {string} `overview.png`, `overview-dark.png`
 */
export function fileOf(name, theme) {
  return `${name}${theme === 'dark' ? '-dark' : ''}.png`;
}

import { isInstalled } from './install.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    core: { version: '0.1.0' },
    'node_modules/@hostnet/core': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  },
};
const there = {
  packages: { 'node_modules/@hostnet/core': { link: true }, 'node_modules/a': { version: '1.0.0' } },
};

describe('isInstalled', () => {
  test('optional packages and the workspaces themselves need not be there', () => {
    expect(isInstalled(wanted, there)).toBe(true);
  });

  test('nothing installed, another version, or a package in place of a link is not enough', () => {
    expect(isInstalled(wanted, {})).toBe(false);
    expect(
      isInstalled(wanted, { packages: { ...there.packages, 'node_modules/a': { version: '1.0.1' } } }),
    ).toBe(false);
    expect(
      isInstalled(wanted, {
        packages: { ...there.packages, 'node_modules/@hostnet/core': { version: '0.1.0' } },
      }),
    ).toBe(false);
  });
});

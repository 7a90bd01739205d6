import { isDebianLike, mayInstall } from './system.mjs';

describe('isDebianLike', () => {
  test.each([
    ['ID=debian\n', true],
    ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID=fedora\n', false],
    ['ID=alpine\nHOME_URL="https://not-debian.example"\n', false],
    ['', false],
  ])('%j is %s', (text, expected) => {
    expect(isDebianLike(text)).toBe(expected);
  });
});

test('only root on a Linux with apt may install', () => {
  expect(mayInstall({ platform: 'linux', root: true, debian: true })).toBe(true);
  expect(mayInstall({ platform: 'linux', root: false, debian: true })).toBe(false);
  expect(mayInstall({ platform: 'linux', root: true, debian: false })).toBe(false);
  expect(mayInstall({ platform: 'darwin', root: true, debian: true })).toBe(false);
});

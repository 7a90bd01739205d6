import { PROBE_IMAGE } from '@hostnet/core';
import { UsageError } from './exit.ts';
import { imageOf } from './image.ts';

describe('imageOf', () => {
  it('takes the flag, then the variable, then the default', () => {
    expect(imageOf('a/b:1', { HOSTNET_IMAGE: 'c' })).toBe('a/b:1');
    expect(imageOf(undefined, { HOSTNET_IMAGE: 'localhost:5000/c@sha256:0' })).toBe(
      'localhost:5000/c@sha256:0',
    );
    expect([imageOf(undefined, {}), imageOf(undefined, { HOSTNET_IMAGE: '' })]).toEqual([
      PROBE_IMAGE,
      PROBE_IMAGE,
    ]);
  });

  it.each(['-v', '--privileged', '', ' a', 'a b', '/a'])(
    'S6: refuses %j, which docker would take for something else',
    (name) => {
      expect(() => imageOf(name, {})).toThrow(UsageError);
      expect(() => imageOf(name, {})).toThrow(/^--image names no image: ".*"\. Expected a name that begins/);
    },
  );

  it('S6: says that it was the variable', () => {
    expect(() => imageOf(undefined, { HOSTNET_IMAGE: '-v/:/h' })).toThrow(/^HOSTNET_IMAGE names no image/);
  });
});

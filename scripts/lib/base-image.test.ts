import { readFileSync } from 'node:fs';
import { defaultBases } from './base-image.mjs';
import { librariesIn } from './base-root.mjs';
import { at } from './paths.mjs';

describe('librariesIn', () => {
  test('reads glibc', () => {
    const listing = [
      '\tlinux-vdso.so.1 (0x00007f99c51e8000)',
      '\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f99c51d1000)',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007f99c51ea000)',
    ].join('\n');
    expect(librariesIn(listing)).toEqual(['/lib/x86_64-linux-gnu/libdl.so.2', '/lib64/ld-linux-x86-64.so.2']);
  });

  test('reads musl', () => {
    const listing = [
      '\t/lib/ld-musl-x86_64.so.1 (0x7f1c2a6e3000)',
      '\tlibstdc++.so.6 => /usr/lib/libstdc++.so.6 (0x7f1c24e00000)',
      '\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f1c2a6e3000)',
    ].join('\n');
    expect(librariesIn(listing)).toEqual([
      '/lib/ld-musl-x86_64.so.1',
      '/usr/lib/libstdc++.so.6',
      '/lib/ld-musl-x86_64.so.1',
    ]);
  });

  test('a static program has none', () => {
    expect(librariesIn('\tnot a dynamic executable\n')).toEqual([]);
  });
});

describe('defaultBases', () => {
  test('reads every base the Dockerfile names', () => {
    const bases = defaultBases(readFileSync(at('Dockerfile'), 'utf8'));
    expect(Object.keys(bases)).toEqual(['NODE_IMAGE', 'GO_IMAGE', 'RUNTIME_IMAGE']);
  });

  test('says which one is missing', () => {
    expect(() => defaultBases('ARG NODE_IMAGE=a\nARG GO_IMAGE=b\n')).toThrow('ARG RUNTIME_IMAGE=image');
  });
});

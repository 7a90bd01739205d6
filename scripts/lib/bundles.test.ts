import { needsRequire } from './bundles.mjs';

const input = (kind: 'require-call' | 'import-statement', external: boolean) => ({
  outputs: {},
  inputs: { 'a.js': { bytes: 1, imports: [{ path: 'node:events', kind, external }] } },
});

test('only a require that stayed outside the bundle needs a require function', () => {
  expect(needsRequire(input('require-call', true))).toBe(true);
  expect(needsRequire(input('require-call', false))).toBe(false);
  expect(needsRequire(input('import-statement', true))).toBe(false);
});

import { extensionName } from './names.ts';

describe('extensionName', () => {
  it.each([
    ['hostnet/host-networking', 'hostnet_host-networking'],
    ['hostnet/host-networking:latest', 'hostnet_host-networking'],
    ['localhost:5000/acme/tool:1.2', 'acme_tool'],
    ['registry.example.com/acme/tool@sha256:0123abcd', 'acme_tool'],
    ['tool', 'library_tool'],
  ])('%s is %s', (image, name) => {
    expect(extensionName(image)).toBe(name);
  });

  it.each(['', 'Upper/Case', 'a b', '../x', 'x/', '/x', 'acme/-tool'])('refuses %p', (image) => {
    expect(() => extensionName(image)).toThrow(/not an image reference/);
  });
});

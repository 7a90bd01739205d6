import type { EngineFacts } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE } from '@hostnet/core/testing';
import { differenceOf, hostApp, productOf } from './product.ts';

const engine = (operatingSystem: string): EngineFacts =>
  ({ ...DESKTOP_FACTS.engine, desktop: null, platform: '', operatingSystem }) as EngineFacts;

it.each([
  ['file:', '', 'docker-desktop'],
  ['x-rd-extension:', '', 'rancher-desktop'],
  ['file:', '?extensionName=a&vmServicePort=10000', 'podman-desktop'],
] as const)('knows the application of %s %s', (protocol, search, app) =>
  expect(hostApp({ protocol, search })).toBe(app),
);

it.each([
  ['Docker Desktop', 'docker-desktop', 'docker-desktop'],
  ['Rancher Desktop WSL Distribution', 'docker-desktop', 'rancher-desktop'],
  ['Alpine Linux v3.22', 'rancher-desktop', 'rancher-desktop'],
  ['', 'podman-desktop', 'podman'],
  ['OrbStack', 'docker-desktop', 'orbstack'],
  ['Debian GNU/Linux 12', 'docker-desktop', 'engine'],
] as const)('takes %j in %s for %s', (words, app, product) =>
  expect(productOf(engine(words), app)).toBe(product),
);

it('takes an engine that does not answer for the application around the page', () => {
  expect(productOf(ENGINE_GONE.engine, 'docker-desktop')).toBe('docker-desktop');
  expect(productOf(ENGINE_GONE.engine, 'rancher-desktop')).toBe('rancher-desktop');
});

it('tells a difference only where there is one', () => {
  expect(differenceOf('docker-desktop')).toBeNull();
  expect(differenceOf('rancher-desktop')?.message).toMatch(/no host networking setting/);
});

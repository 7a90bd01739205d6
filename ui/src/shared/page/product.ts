import { isDesktop } from '@hostnet/core';
import type { EngineFacts } from '@hostnet/core';

/** The application this page is shown in: three of them run Docker's extensions. */
export type HostApp = 'docker-desktop' | 'rancher-desktop' | 'podman-desktop';

/** What the engine belongs to. */
export type Product = 'docker-desktop' | 'rancher-desktop' | 'podman' | 'orbstack' | 'colima' | 'engine';

/**
 * Returns the application from the page's own address: Rancher Desktop serves extensions under a scheme of its own
 * (rancher-desktop, extensions), Podman Desktop gives the page a port of its service (podman-desktop, DockerExtension).
 */
export function hostApp(location: Pick<Location, 'protocol' | 'search'>): HostApp {
  if (location.protocol === 'x-rd-extension:') return 'rancher-desktop';
  return new URLSearchParams(location.search).has('vmServicePort') ? 'podman-desktop' : 'docker-desktop';
}

const NAMES: Readonly<Record<Product, string>> = {
  'docker-desktop': 'Docker Desktop',
  'rancher-desktop': 'Rancher Desktop',
  podman: 'Podman',
  orbstack: 'OrbStack',
  colima: 'Colima',
  engine: 'Docker Engine',
};

const SAID: readonly (readonly [RegExp, Product])[] = [
  [/rancher/i, 'rancher-desktop'],
  [/podman/i, 'podman'],
  [/orbstack/i, 'orbstack'],
  [/colima/i, 'colima'],
];

/** Returns what an engine belongs to, from its own words; where they say nothing, from the application around the page. */
export function productOf(engine: EngineFacts, app: HostApp): Product {
  if (isDesktop(engine)) return 'docker-desktop';
  const words = engine.reachable
    ? `${engine.operatingSystem} ${engine.platform} ${engine.endpoint}`
    : engine.endpoint;
  const said = SAID.find(([pattern]) => pattern.test(words))?.[1];
  if (said) return said;
  if (app === 'podman-desktop') return 'podman';
  if (app === 'rancher-desktop') return 'rancher-desktop';
  return engine.reachable ? 'engine' : 'docker-desktop';
}

/** Returns a product's name for people. */
export function productName(product: Product): string {
  return NAMES[product];
}

/** What is different on another product, for people; null where nothing is to be said. */
export interface Difference {
  readonly title: string;
  readonly message: string;
}

/** Returns how this page differs outside Docker Desktop. */
export function differenceOf(product: Product): Difference | null {
  switch (product) {
    case 'rancher-desktop':
      return {
        title: 'This is Rancher Desktop',
        message:
          'It has no host networking setting: host mode is the network of its virtual machine, and what is measured is what it forwards. Containers cannot be opened from here.',
      };
    case 'podman':
      return {
        title: 'This is Podman',
        message:
          'It has no host networking setting: host mode is the network of its machine. Podman Desktop cannot stop what an extension started, so a cancelled run ends by itself within seconds.',
      };
    case 'docker-desktop':
    case 'orbstack':
    case 'colima':
    case 'engine':
      return null;
  }
}

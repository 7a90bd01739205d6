import { known, unknown } from '@hostnet/core';
import type { Facts } from '@hostnet/core';

/** A Mac with Docker Desktop. */
export const DESKTOP_FACTS: Facts = {
  host: {
    platform: 'darwin',
    release: '26.4.0',
    arch: 'arm64',
    interfaces: [],
    lanAddress: known('192.0.2.20', 'interfaces'),
    ipv6Loopback: true,
    desktop: {
      hostNetworkingEnabled: known(true, 'settings-store.json'),
      hostNetworkingLocked: unknown('no administrator file was found'),
      enhancedContainerIsolation: unknown('the key is not in settings-store.json'),
      enhancedContainerIsolationLocked: unknown('no administrator file was found'),
      useWindowsContainers: unknown('not on this platform'),
      kernelForUdp: unknown('the key is not in settings-store.json'),
      extensionsEnabled: known(true, 'settings-store.json'),
    },
  },
  engine: {
    reachable: true,
    kind: 'docker',
    endpoint: 'unix:///var/run/docker.sock',
    version: '29.1.0',
    apiVersion: '1.52',
    os: 'linux',
    arch: 'arm64',
    kernel: '6.12.0-linuxkit',
    operatingSystem: 'Docker Desktop',
    platform: 'Docker Desktop 4.48.0 (200000)',
    desktop: { version: '4.48.0', build: '200000' },
    rootless: false,
    usernsRemap: false,
    cgroupVersion: '2',
  },
  hostMode: {
    interfaces: [
      { name: 'docker0', mac: '', addresses: [{ address: '172.17.0.1', prefix: 16, internal: false }] },
      { name: 'eth0', mac: '', addresses: [{ address: '192.0.2.130', prefix: 24, internal: false }] },
    ],
    sameAsHost: known(false, 'interfaces compared'),
  },
  probeFailure: null,
};

/** The same computer with an engine that does not answer. */
export const ENGINE_GONE: Facts = {
  ...DESKTOP_FACTS,
  engine: {
    reachable: false,
    endpoint: 'unix:///var/run/docker.sock',
    failure: 'refused',
    message: 'No Docker Engine answers at unix:///var/run/docker.sock.',
    fix: 'Start Docker Desktop and run this again.',
  },
  hostMode: null,
};

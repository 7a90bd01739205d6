/** @typedef {ReturnType<typeof benchEngine>} BenchEngine */

/**
 * What the fake engine holds: so many containers, and so many sockets that they listen on in host mode. Runs in the page.
 * @param {{ listeners: number, containers: number }} size
 */
export function benchEngine({ listeners, containers }) {
  const id = (/** @type {number} */ nth) => nth.toString(16).padStart(64, '0');
  const LAN = '192.0.2.20';
  const address = (/** @type {string} */ one) => ({ address: one, prefix: 24, internal: false });
  const interfaces = [{ name: 'eth0', mac: '02:00:00:00:00:01', addresses: [address(LAN)] }];
  const facts = {
    platform: 'darwin',
    release: '24.0.0',
    arch: 'arm64',
    interfaces,
    ipv6Loopback: true,
    desktop: null,
    lanAddress: { known: true, value: LAN, source: 'bench' },
  };
  const version = {
    Client: {},
    Server: {
      Version: '29.1.0',
      ApiVersion: '1.52',
      Os: 'linux',
      Arch: 'arm64',
      Platform: { Name: 'Docker Desktop 4.65.0 (1)' },
    },
  };
  const info = {
    OperatingSystem: 'Docker Desktop',
    OSType: 'linux',
    Architecture: 'aarch64',
    KernelVersion: '6.12.0',
    SecurityOptions: [],
  };
  const inspected = Array.from({ length: containers }, (_, nth) => ({
    Id: id(nth),
    Name: `/service-${nth}`,
    State: { Status: 'running', Running: true, ExitCode: 0 },
    Config: { Image: 'nginx' },
    HostConfig: { NetworkMode: 'host' },
    NetworkSettings: { Networks: {} },
  }));
  const sockets = Array.from({ length: listeners }, (_, nth) => ({
    transport: nth % 5 === 4 ? 'udp' : 'tcp',
    address: ['0.0.0.0', '127.0.0.1', '::', '::1'][nth % 4],
    port: 1024 + nth,
    family: ['ipv4', 'ipv4', 'dual', 'ipv6'][nth % 4],
    uid: 0,
    pid: 100 + nth,
    process: 'nginx',
    container: id(nth % containers),
  }));
  return { interfaces, facts, version, info, inspected, sockets };
}

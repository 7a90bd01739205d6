import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { arch, networkInterfaces, platform, release } from 'node:os';
import type { Host, HostFacts, Known, ProbeEvent } from '@hostnet/core';
import { channel, known, unknown } from '@hostnet/core/start';
import { runSession } from '@hostnet/probe-node';
import { desktopSettings } from './helper-facts.ts';

/**
 * Returns this computer. Its sessions run in this process by the same code that runs in containers: a second Node would
 * take longer to start than the whole measuring takes (docs/adr/0006).
 */
export function localHost(): Host {
  return {
    facts: hostFacts,
    runProbe(spec, signal) {
      const events = channel<ProbeEvent>();
      const abort = new AbortController();
      const onAbort = () => abort.abort();
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
      const ended = runSession(spec, (event) => events.push(event), abort.signal).then(
        () => events.close(),
        (error: unknown) => events.close(error),
      );
      return {
        events,
        async stop() {
          abort.abort();
          await ended;
          signal.removeEventListener('abort', onAbort);
        },
      };
    },
  };
}

/** Returns the facts of this computer, Docker Desktop's settings among them where it may be installed. */
export async function hostFacts(): Promise<HostFacts> {
  const interfaces = readInterfaces();
  const [lan, desktop] = await Promise.all([lanAddress(interfaces), desktopSettings()]);
  return {
    platform: platform(),
    release: release(),
    arch: arch(),
    interfaces,
    lanAddress: lan,
    ipv6Loopback: interfaces.some((i) => i.addresses.some((a) => a.address === '::1')),
    desktop,
  };
}

function readInterfaces(): HostFacts['interfaces'] {
  return Object.entries(networkInterfaces()).map(([name, addresses = []]) => ({
    name,
    mac: addresses[0]?.mac ?? '',
    addresses: addresses.map((a) => ({
      address: a.address,
      prefix: Number(a.cidr?.split('/')[1] ?? 0),
      internal: a.internal,
    })),
  }));
}

/** Interfaces that container engines and hypervisors make: their addresses are no way in from the LAN. */
const VIRTUAL = /^(docker|br-|veth|virbr|cni|flannel|podman|lxc|vmnet|bridge|utun|awdl|llw|vEthernet)/;

async function lanAddress(interfaces: HostFacts['interfaces']): Promise<Known<string>> {
  // For computers whose default route is not the LAN: a VPN, several networks, a test bed.
  const given = process.env['HOSTNET_LAN_ADDRESS'] ?? '';
  if (isIPv4(given)) return known(given, 'HOSTNET_LAN_ADDRESS');
  const chosen = await sourceAddress();
  if (chosen !== null && chosen !== '0.0.0.0' && !chosen.startsWith('127.'))
    return known(chosen, 'default route');
  const real = interfaces.filter((i) => !VIRTUAL.test(i.name));
  const first = real
    .flatMap((i) => i.addresses)
    .find((a) => !a.internal && !a.address.includes(':') && !a.address.startsWith('169.254.'));
  return first ? known(first.address, 'first interface') : unknown('no IPv4 address but loopback');
}

/** The address this computer would send from: connecting a UDP socket picks it and sends nothing. The target is TEST-NET-3 (RFC 5737). */
function sourceAddress(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (address: string | null) => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => end(null));
    socket.connect(9, '203.0.113.1', () => end(socket.address().address));
  });
}

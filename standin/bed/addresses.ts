import { networkInterfaces } from 'node:os';

/** The addresses of one bed. Shaped like Docker Desktop's (192.168.65.0/24, fdc4:f303:9324::/64), moved when that is taken. */
export interface BedAddresses {
  /** The machine, as the VM sees it: this side's end of the cable, the stand-in for the machine's LAN address. */
  readonly host: string;
  readonly host6: string;
  /** The VM's eth0. */
  readonly vm: string;
  readonly vm6: string;
  /** host.docker.internal: answered inside the VM by the forwarder, for services on any of the machine's addresses. */
  readonly gateway: string;
  readonly gateway6: string;
}

/** Returns addresses that clash with none in `taken` (IPv4 addresses of the machine). Throws when all candidates do. */
export function chooseAddresses(taken: readonly string[]): BedAddresses {
  for (let third = 65; third < 165; third++) {
    const prefix = `192.168.${third}.`;
    if (taken.some((address) => address.startsWith(prefix))) continue;
    const prefix6 = `fdc4:f303:${(0x9324 + third - 65).toString(16)}::`;
    return {
      host: `${prefix}1`,
      host6: `${prefix6}1`,
      vm: `${prefix}3`,
      vm6: `${prefix6}3`,
      gateway: `${prefix}254`,
      gateway6: `${prefix6}254`,
    };
  }
  throw new Error('No subnet between 192.168.65.0/24 and 192.168.164.0/24 is free on this machine.');
}

/** Returns the machine's IPv4 addresses. */
export function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((entry) => entry.family === 'IPv4')
    .map((entry) => entry.address);
}

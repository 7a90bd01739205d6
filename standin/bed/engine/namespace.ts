import { must } from './run.ts';

/** A cable between a namespace and the machine. */
export interface Veth {
  /** Interface name on the machine's side, at most 15 characters (IFNAMSIZ, linux/if.h). */
  readonly outside: string;
  /** With prefix length, for example `192.168.65.1/24`. */
  readonly outsideAddresses: readonly string[];
  readonly insideAddresses: readonly string[];
  /** Addresses the namespace also answers on, put on its loopback interface. */
  readonly extraInsideAddresses?: readonly string[];
}

/**
 * Makes a network namespace with loopback up (127.0.0.1 and ::1) and an `eth0` with an address and a default route.
 * Without a cable eth0 ends inside the namespace: dockerd wants a route, and nothing can leave.
 * With one, nothing leaves the machine either, because no address is ever translated.
 */
export async function makeNamespace(name: string, cable?: Veth): Promise<void> {
  const ip = (...args: string[]): Promise<string> => must('ip', args);
  const inside = (...args: string[]): Promise<string> => ip('-n', name, ...args);
  await ip('netns', 'add', name);
  await inside('link', 'set', 'lo', 'up');
  if (!cable) {
    await inside('link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0-end');
    await inside('link', 'set', 'eth0-end', 'up');
    await addAddresses(['-n', name], 'eth0', ['10.254.254.3/24', 'fdc4:f303:9325::3/64']);
    await inside('link', 'set', 'eth0', 'up');
    await inside('route', 'add', 'default', 'via', '10.254.254.1');
    return;
  }
  await inside('link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', cable.outside, 'netns', '1');
  await addAddresses([], cable.outside, cable.outsideAddresses);
  await ip('link', 'set', cable.outside, 'up');
  await addAddresses(['-n', name], 'eth0', cable.insideAddresses);
  await addAddresses(['-n', name], 'lo', cable.extraInsideAddresses ?? []);
  await inside('link', 'set', 'eth0', 'up');
  for (const address of cable.outsideAddresses) {
    const family = address.includes(':') ? ['-6'] : [];
    await inside(...family, 'route', 'add', 'default', 'via', address.replace(/\/.*/, ''));
  }
  await ruleCable(name, cable);
}

/** Where a namespace differs from a machine with a network card, as iptables rules inside it. */
async function ruleCable(name: string, cable: Veth): Promise<void> {
  const rule = (...words: string[]): Promise<string> =>
    must('nsenter', [`--net=/run/netns/${name}`, '--', 'iptables', '--wait', ...words]);
  // A cable carries multicast and broadcast; the way into Docker Desktop's VM is no network card and carries neither.
  for (const type of ['multicast', 'broadcast']) {
    await rule(
      ...['--insert', 'INPUT', '--in-interface', 'eth0'],
      ...['--match', 'pkttype', '--pkt-type', type],
      ...DROP,
    );
  }
  for (const target of ['224.0.0.0/4', '255.255.255.255']) {
    await rule(...['--insert', 'OUTPUT', '--out-interface', 'eth0', '--destination', target], ...VANISH);
  }
  // Of a bridge container's datagram to such an address a wildcard listener sees the bridge as the way back and would
  // answer from there (ip(7), source address selection); as a go-between does, the namespace dials for its client.
  for (const address of (cable.extraInsideAddresses ?? []).filter((one) => !one.includes(':'))) {
    const plain = address.replace(/\/.*/, '');
    await rule(
      ...['--table', 'nat', '--insert', 'INPUT', '!', '--in-interface', 'lo', '--destination', plain],
      ...['--jump', 'SNAT', '--to-source', plain],
    );
  }
}

const DROP = ['--jump', 'DROP'];
/** A queue nobody reads: the sender sees success. DROP in OUTPUT would tell it EPERM, which no network does. */
const VANISH = ['--jump', 'NFQUEUE', '--queue-num', '65535'];

async function addAddresses(prefix: string[], device: string, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    // nodad: duplicate address detection would keep an IPv6 address tentative for a second (RFC 4862 §5.4).
    const noDad = address.includes(':') ? ['nodad'] : [];
    await must('ip', [...prefix, 'address', 'add', address, 'dev', device, ...noDad]);
  }
}

/** Returns the name of an engine's bridge on the machine itself, within IFNAMSIZ. */
export function bridgeName(id: string): string {
  return `hnb${id.slice(0, 12)}`;
}

/** Makes a bridge on the machine with an address nobody else has. Throws when none of its candidates is free. */
export async function makeBridge(name: string): Promise<void> {
  const taken = await must('ip', ['-4', '-o', 'address']);
  for (let third = 1; third < 255; third++) {
    if (taken.includes(` 10.253.${third}.`)) continue;
    await must('ip', ['link', 'add', name, 'type', 'bridge']);
    await addAddresses([], name, [`10.253.${third}.1/24`]);
    await must('ip', ['link', 'set', name, 'up']);
    return;
  }
  throw new Error('No free subnet was found in 10.253.0.0/16 for a bridge.');
}

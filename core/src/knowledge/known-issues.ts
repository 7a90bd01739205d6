/** What a report must show for a known issue to be named. All given conditions must hold. */
export interface KnownIssue {
  /** Short name, unique, for tests and links within the docs. */
  readonly id: string;
  readonly symptom: string;
  /** Ranges of Docker Desktop's versions, as semver ranges; null: any version. */
  readonly versions: string | null;
  /** `os.platform()` values; null: any. */
  readonly platforms: readonly string[] | null;
  /** A part of the kernel's name, for WSL and the like; null: any. */
  readonly kernel: RegExp | null;
  /** An address of this computer that gives the cause away; null: not looked at. */
  readonly hostAddress: string | null;
  /** Codes one of which must have been found; null: always worth telling in these versions. */
  readonly codes: readonly string[] | null;
  readonly link: string;
  /** null while no release is known to mend it. */
  readonly fixedIn: string | null;
  readonly workaround: string;
}

/** Failures of reachability in general. */
const DEAD = [
  'HN0111',
  'HN0112',
  'HN0201',
  'HN0202',
  'HN0203',
  'HN0204',
  'HN0205',
  'HN0206',
  'HN0207',
  'HN0211',
] as const;
const UDP = ['HN0205', 'HN0208', 'HN0209', 'HN0214'] as const;

/** Known issues of Docker Desktop's host networking, newest first. Sources: release notes and the issue named by each link. */
export const KNOWN_ISSUES: readonly KnownIssue[] = [
  {
    id: 'udp-hang-4-48',
    symptom: 'forwarded UDP ports hang',
    versions: '>=4.48.0 <4.49.0',
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: UDP,
    link: 'https://github.com/docker/for-win/issues/14952',
    fixedIn: '4.49.0',
    workaround: 'Update to 4.49 or later.',
  },
  {
    id: 'wsl-kernel-4-43',
    symptom: 'host networking may not work with recent WSL 2 kernels',
    versions: '>=4.43.0',
    platforms: ['win32'],
    kernel: /microsoft/i,
    hostAddress: null,
    codes: DEAD,
    link: 'https://docs.docker.com/desktop/release-notes/#4430',
    fixedIn: null,
    workaround: 'Downgrade WSL 2 to 2.5.7, as the release notes of 4.43 say.',
  },
  {
    id: 'udp-closed-early-4-40',
    symptom: 'UDP forwarding stops, or its source address changes',
    versions: '<4.41.0',
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: UDP,
    link: 'https://docs.docker.com/desktop/release-notes/#4410',
    fixedIn: '4.41.0',
    workaround: 'Update to 4.49 or later.',
  },
  {
    id: 'udp-reply-lost-linux',
    symptom: 'UDP answers of host-mode containers are lost on Docker Desktop for Linux',
    versions: '>=4.34.0 <4.41.0',
    platforms: ['linux'],
    kernel: null,
    hostAddress: null,
    codes: ['HN0209'],
    link: 'https://github.com/docker/desktop-linux/issues/267',
    fixedIn: null,
    workaround: 'Publish the UDP port in bridge mode.',
  },
  {
    id: 'eighteen-ports',
    symptom: 'no more than 18 open ports answer',
    versions: '>=4.29.0 <4.36.0',
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: ['HN0215'],
    link: 'https://github.com/docker/for-mac/issues/7451',
    fixedIn: '4.36.0',
    workaround: 'Update to 4.36 or later.',
  },
  {
    id: 'signed-out',
    symptom: 'host networking is disabled when nobody is signed in',
    versions: '>=4.29.0 <4.35.0',
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: ['HN0110'],
    link: 'https://github.com/docker/for-mac/issues/7391',
    fixedIn: '4.35.0',
    workaround: 'Sign in, or update to 4.35 or later.',
  },
  {
    id: 'ipv6-listeners',
    symptom: 'listeners on IPv6 addresses are not forwarded',
    versions: '>=4.29.0 <4.33.0',
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: ['HN0216', 'HN0207'],
    link: 'https://github.com/docker/docs/issues/19845',
    fixedIn: '4.33.0',
    workaround: 'Listen on 0.0.0.0.',
  },
  {
    id: 'mapped-addresses',
    symptom: 'IPv4-mapped IPv6 addresses bypass the forwarding',
    versions: null,
    platforms: null,
    kernel: null,
    hostAddress: null,
    codes: ['HN0213'],
    link: 'https://github.com/docker/for-mac/issues/7649',
    fixedIn: null,
    workaround: 'Connect to the plain IPv4 address; for Java: -Djava.net.preferIPv4Stack=true.',
  },
  {
    id: 'cgroup-id',
    symptom: '"Host Networking could not be started: could not get the cgroupv2 ID"',
    versions: '>=4.34.0',
    platforms: ['win32'],
    kernel: null,
    hostAddress: null,
    codes: ['HN0119'],
    link: 'https://github.com/docker/for-win/issues/14401',
    fixedIn: null,
    workaround: 'Let WSL use cgroup v2, and update WSL.',
  },
  {
    id: 'mac-net-connect',
    symptom: 'docker-mac-net-connect and host networking disturb each other',
    versions: '>=4.34.0',
    platforms: ['darwin'],
    kernel: null,
    // The address it gives its own end of the tunnel (docker-mac-net-connect, main.go).
    hostAddress: '10.33.33.1',
    codes: DEAD,
    link: 'https://github.com/chipmk/docker-mac-net-connect/issues/41',
    fixedIn: null,
    workaround: 'Stop it: sudo brew services stop chipmk/tap/docker-mac-net-connect',
  },
  {
    id: 'source-is-loopback',
    symptom: 'programs see 127.0.0.1 as the sender of what comes from the network',
    versions: '>=4.34.0',
    platforms: ['win32'],
    kernel: null,
    hostAddress: null,
    codes: ['HN0217'],
    link: 'https://github.com/docker/for-win/issues/14376',
    fixedIn: null,
    workaround: 'Publish the port in bridge mode where the client’s address matters.',
  },
];

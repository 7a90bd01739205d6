import { decodeSpec } from '../protocol/index.ts';
import { specFixture } from '../testing/spec-fixture.ts';
import type { ProbeKind, ProbeRequest } from '../model/outside.ts';
import { dockerRunArgs } from './run-args.ts';

const spec = specFixture();
const args = (kind: ProbeKind, over: Partial<ProbeRequest> = {}) =>
  dockerRunArgs({ kind, spec, expiresAt: 1_770_000_000, ...over }, 'probe:test');
const publish = [
  { transport: 'tcp', port: 21000, hostPort: 22000 },
  { transport: 'udp', port: 21000, hostPort: 22000 },
] as const;

const head = (kind: ProbeKind) => [
  'run',
  '--rm',
  '--pull=never',
  `--name=hostnet-abcd1234-${kind}`,
  '--label=hostnet=1',
  '--label=hostnet.run=abcd1234',
  '--label=hostnet.expires=1770000000',
];
const LEAST = ['--cap-drop=ALL', '--security-opt=no-new-privileges'];
const TAIL = [
  '--read-only',
  '--pids-limit=64',
  '--memory=128m',
  '--log-driver=none',
  'probe:test',
  '/app/probe',
  'session',
  expect.stringMatching(/^[A-Za-z0-9_-]+$/) as string,
];

describe('dockerRunArgs', () => {
  it.each<[string, string[], string[]]>([
    [
      'host-mode',
      args('host-mode'),
      [...head('host-mode'), '--network=host', ...LEAST, '--user=65534:65534'],
    ],
    [
      'inspect',
      args('inspect'),
      [...head('inspect'), '--network=host', ...LEAST, '--cap-add=NET_RAW', '--user=0:0'],
    ],
    [
      'owners',
      args('owners'),
      [
        ...head('owners'),
        '--network=host',
        '--pid=host',
        ...LEAST,
        '--cap-add=SYS_PTRACE',
        '--cap-add=DAC_READ_SEARCH',
        '--user=0:0',
      ],
    ],
    [
      'inside the network of a container',
      args('inside', { join: 'c0ffee' }),
      [
        ...head('inside'),
        '--network=container:c0ffee',
        '--pid=host',
        ...LEAST,
        '--cap-add=SYS_PTRACE',
        '--cap-add=DAC_READ_SEARCH',
        '--user=0:0',
      ],
    ],
    [
      'bridge on a plain engine',
      args('bridge', { addHostGateway: true }),
      [
        ...head('bridge'),
        '--network=bridge',
        '--add-host=host.docker.internal:host-gateway',
        ...LEAST,
        '--user=65534:65534',
      ],
    ],
    [
      'bridge on Docker Desktop, which resolves the name by itself',
      args('bridge', { addHostGateway: false }),
      [...head('bridge'), '--network=bridge', ...LEAST, '--user=65534:65534'],
    ],
    [
      'published',
      args('published', { publish }),
      [
        ...head('published'),
        '--network=bridge',
        '--publish=127.0.0.1:22000:21000/tcp',
        '--publish=127.0.0.1:22000:21000/udp',
        ...LEAST,
        '--user=65534:65534',
      ],
    ],
  ])('starts %s with exactly these', (_, given, expected) => {
    expect(given).toEqual([...expected, ...TAIL]);
  });

  const kinds = ['host-mode', 'bridge', 'published', 'inspect'] as const;
  it.each(kinds)('gives %s no more than it needs', (kind) => {
    const given = args(kind, { publish, addHostGateway: true });
    for (const forbidden of [
      /privileged/,
      /docker\.sock/,
      /^-v|--volume|--mount/,
      /^--pid|--ipc|--userns/,
      /--device/,
    ])
      expect(given.filter((arg) => forbidden.test(arg) && !arg.startsWith('--pids-limit'))).toEqual([]);
    expect(given.filter((arg) => arg.startsWith('--cap-add'))).toEqual(
      kind === 'inspect' ? ['--cap-add=NET_RAW'] : [],
    );
  });

  it('publishes nothing from the host’s own network, whose engine would discard it', () => {
    expect(args('host-mode', { publish }).some((arg) => arg.startsWith('--publish'))).toBe(false);
  });

  it('opens published ports on loopback alone', () => {
    for (const arg of args('published', { publish }).filter((a) => a.startsWith('--publish')))
      expect(arg).toMatch(/^--publish=127\.0\.0\.1:/);
  });

  it('ties the probe to its standard input where that is held, and nowhere else', () => {
    const request = { kind: 'owners' as const, spec, expiresAt: 1 };
    const held = dockerRunArgs(request, 'probe:test', { held: true });
    expect(held.filter((arg) => !args('owners').includes(arg))).toEqual([
      '--interactive',
      '--label=hostnet.expires=1',
      '--ends-with-stdin',
    ]);
    expect(held.at(-1)).toBe('--ends-with-stdin');
  });

  it('hands the spec over whole', () => {
    expect(decodeSpec(args('host-mode').at(-1) ?? '')).toEqual(spec);
  });
});

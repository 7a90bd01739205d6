import { parseCompose } from './model.ts';
import { prepareCompose } from './prepare.ts';
import { translate } from './translate.ts';

const context = {
  project: 'acme_tool-desktop-extension',
  title: 'Tool',
  image: 'acme/tool:1',
  folder: '/ext/vm',
  guestServices: '/state/guest-services/acme_tool',
  engineSocket: '/var/run/docker.sock',
  labels: { 'hostnet.standin': 'id' },
  volumeLabels: { 'hostnet.standin': 'id' },
  resolvesHost: false,
};
const plan = (yaml: string, more: Partial<typeof context> = {}) => {
  const all = { ...context, ...more };
  return translate(prepareCompose(parseCompose(yaml), all), all.project, all.folder);
};
/** The values that follow every occurrence of a flag. */
const values = (args: readonly string[], flag: string) => args.filter((_, at) => args[at - 1] === flag);

const FULL = `
services:
  tool:
    image: \${DESKTOP_PLUGIN_IMAGE}
    command: serve "a b"
    user: '0:65534'
    cap_drop: [ALL]
    cap_add: [NET_RAW]
    read_only: true
    security_opt: [no-new-privileges:true]
    pids_limit: 64
    mem_limit: 128m
    tmpfs: /tmp
    environment: { A: 1, B: x=y }
    extra_hosts: ['gw:1.2.3.4']
    restart: "no"
    volumes: [history:/data, ./conf:/conf:ro]
  second:
    image: busybox
    network_mode: none
    depends_on: [third]
  third:
    image: busybox
    entrypoint: [sh, -c]
    command: [sleep 1]
volumes:
  history:
`;

describe('translate', () => {
  const { containers, network, volumes } = plan(FULL);
  const first = containers[0]?.create ?? [];

  it('carries over every key of a service', () => {
    expect(values(first, '--user')).toEqual(['0:65534']);
    expect(values(first, '--cap-drop')).toEqual(['ALL']);
    expect(values(first, '--cap-add')).toEqual(['NET_RAW']);
    expect(first).toContain('--read-only');
    expect(values(first, '--security-opt')).toEqual(['no-new-privileges:true']);
    expect(values(first, '--pids-limit')).toEqual(['64']);
    expect(values(first, '--memory')).toEqual(['128m']);
    expect(values(first, '--tmpfs')).toEqual(['/tmp']);
    expect(values(first, '--env')).toEqual(['A=1', 'B=x=y']);
    expect(values(first, '--volume')).toEqual([
      'acme_tool-desktop-extension_history:/data',
      '/ext/vm/conf:/conf:ro',
      '/state/guest-services/acme_tool:/run/guest-services',
    ]);
    expect(first.slice(-3)).toEqual(['acme/tool:1', 'serve', 'a b']);
  });

  it('adds what Desktop adds', () => {
    expect(values(first, '--name')).toEqual(['acme_tool-desktop-extension-service']);
    expect(values(first, '--restart')).toEqual(['unless-stopped']);
    expect(values(first, '--add-host')).toEqual(['gw:1.2.3.4', 'host.docker.internal:host-gateway']);
    expect(values(first, '--label')).toEqual(
      expect.arrayContaining([
        'com.docker.desktop.extension=true',
        'com.docker.desktop.extension.name=Tool',
        'com.docker.compose.project=acme_tool-desktop-extension',
        'com.docker.compose.service=tool',
        'hostnet.standin=id',
      ]),
    );
  });

  it('makes the network and the declared volumes, labelled', () => {
    expect(network?.at(-1)).toBe('acme_tool-desktop-extension_default');
    expect(network).toContain('hostnet.standin=id');
    expect(volumes.map((volume) => volume.at(-1))).toEqual(['acme_tool-desktop-extension_history']);
    expect(volumes[0]).toContain('hostnet.standin=id');
  });

  it('starts what others depend on first, and keeps its own names apart', () => {
    expect(containers.map(({ name }) => name)).toEqual([
      'acme_tool-desktop-extension-service',
      'acme_tool-desktop-extension-third-1',
      'acme_tool-desktop-extension-second-1',
    ]);
    expect(values(containers[1]?.create ?? [], '--entrypoint')).toEqual(['sh']);
    expect(containers[1]?.create.slice(-3)).toEqual(['busybox', '-c', 'sleep 1']);
    expect(values(containers[2]?.create ?? [], '--network')).toEqual(['none']);
  });

  it('makes no network that nobody joins', () => {
    expect(plan('services: {a: {image: x, network_mode: host}}').network).toBeNull();
  });

  it('keeps the labels of leftovers off a volume that is to stay', () => {
    const kept =
      plan(FULL, { volumeLabels: { 'hostnet.standin.kept': 'acme_tool' } as never }).volumes[0] ?? [];
    expect(kept).toContain('hostnet.standin.kept=acme_tool');
    expect(kept).not.toContain('hostnet.standin=id');
  });

  it('leaves host.docker.internal to a resolver that knows it', () => {
    const { create = [] } = plan('services: {a: {image: x}}', { resolvesHost: true }).containers[0] ?? {};
    expect(values(create, '--add-host')).toEqual([]);
  });

  it('leaves host.docker.internal alone where the file sets it', () => {
    const { create = [] } =
      plan('services: {a: {image: x, extra_hosts: {host.docker.internal: 1.2.3.4}}}').containers[0] ?? {};
    expect(values(create, '--add-host')).toEqual(['host.docker.internal:1.2.3.4']);
  });

  it.each([
    ['services: {a: {image: x, healthcheck: {test: x}}}', /services\.a\.healthcheck is not supported/],
    ['services: {a: {image: x, build: .}}', /services\.a\.build is not supported/],
    ['services: {a: {command: x}}', /names no image/],
    ['services: {a: {image: x, volumes: [data:/d]}}', /does not declare/],
    ['services: {a: {image: x, read_only: "yes"}}', /read_only must be true or false/],
    ['services: {a: {image: x, network_mode: "service:b"}}', /network_mode must be/],
    ['services: {a: {image: x, depends_on: [b]}}', /does not exist/],
    ['services: {a: {image: x, depends_on: [a]}}', /circle/],
    ['services: {a: {image: x, stop_grace_period: soon}}', /duration/],
    ['services: {}', /must name a service/],
    ['services: {a: {image: x}}\nsecrets: {}', /Unrecognized key/],
    ['services: {a: {image: x}}\nnetworks: {mine: {}}', /networks of its own/],
    ['a: [', /not valid YAML/],
  ])('refuses %s', (yaml, expected) => {
    expect(() => plan(yaml)).toThrow(expected);
  });
});

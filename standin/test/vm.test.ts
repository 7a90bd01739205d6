import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type ComposeWay, startStandin, type Standin, type StandinOptions } from '../src/index.ts';
import { docker, type ImageChanges, makeImage, METADATA, removeImage, traces } from './support.ts';

jest.setTimeout(120_000);

const RICH = `services:
  small:
    image: \${DESKTOP_PLUGIN_IMAGE}
    command: ["/bin/sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done"]
    user: "0:65534"
    cap_drop: [ALL]
    cap_add: [NET_RAW]
    read_only: true
    security_opt: ["no-new-privileges:true"]
    pids_limit: 64
    mem_limit: 64m
    tmpfs: ["/scratch:size=1m"]
    environment: { GREETING: "hello $$there" }
    extra_hosts: ["gateway.test:10.0.0.1"]
    restart: "no"
    volumes:
      - kept:/data
      - .:/beside:ro
      - /var/run/docker.sock.raw:/var/run/docker.sock
  alone:
    image: \${DESKTOP_PLUGIN_IMAGE}
    network_mode: none
volumes:
  kept:
`;

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Config: { readonly User: string; readonly Env: string[]; readonly Labels: Record<string, string> };
  readonly HostConfig: Record<string, unknown>;
  readonly Mounts: {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: { readonly Networks: Record<string, unknown> };
}
const inspect = async (name: string) => (JSON.parse(await docker('inspect', name)) as Inspected[])[0]!;

/** Translation always works; the others where they are installed. */
const WAYS: ComposeWay[] = ['translated'];
if (spawnSync('docker-compose', ['version']).status === 0) WAYS.push('standalone');
if (spawnSync('docker', ['compose', 'version']).status === 0) WAYS.push('plugin');

let image = '';
const standins: Standin[] = [];
const start = async (changes: ImageChanges, options: Partial<StandinOptions> = {}) => {
  image = image === '' ? await makeImage(changes) : image;
  const standin = await startStandin({ image, compose: 'translated', ...options });
  standins.push(standin);
  return standin;
};
afterEach(async () => {
  for (const standin of standins.splice(0)) expect(await standin.stop()).toEqual([]);
  expect(await traces(image)).toEqual([]);
  await removeImage(image);
  image = '';
});

/** The socket of the engine under test: what Desktop mounts into a service is its own engine's. */
const ENGINE_SOCKET = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace('unix://', '');

describe('the VM part', () => {
  it.each(WAYS)('%s, runs with all its compose file asks for and all Desktop adds', async (compose) => {
    const { vm, installed } = await start({ files: { '/docker-compose.yaml': RICH } }, { compose });
    expect(vm?.way).toBe(compose);
    const project = vm?.project ?? '';
    expect(project).toBe(`${image.replace('/', '_').replace(':latest', '')}-desktop-extension`);
    const { Config, HostConfig, Mounts, Name, NetworkSettings } = await inspect(`${project}-service`);
    expect(Name).toBe(`/${vm?.firstContainer ?? ''}`);
    expect(Config.User).toBe('0:65534');
    expect(Config.Env).toContain('GREETING=hello $there');
    expect(Config.Labels).toMatchObject({
      'com.docker.desktop.extension': 'true',
      'com.docker.desktop.extension.name': 'Small',
      'com.docker.compose.project': project,
    });
    expect(HostConfig).toMatchObject({
      CapDrop: ['ALL'],
      CapAdd: [expect.stringMatching(/^(CAP_)?NET_RAW$/) as string],
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges:true'],
      PidsLimit: 64,
      Memory: 64 * 1024 * 1024,
      Tmpfs: { '/scratch': 'size=1m' },
      ExtraHosts: ['gateway.test:10.0.0.1', 'host.docker.internal:host-gateway'],
      RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 },
    });
    const mount = (path: string) => Mounts.find(({ Destination }) => Destination === path);
    expect(mount('/data')).toMatchObject({ Type: 'volume', Name: `${project}_kept`, RW: true });
    expect(mount('/beside')).toMatchObject({ Type: 'bind', Source: join(installed.folder, 'vm'), RW: false });
    expect(mount('/var/run/docker.sock')).toMatchObject({ Type: 'bind', Source: ENGINE_SOCKET });
    expect(mount('/run/guest-services')).toMatchObject({ Type: 'bind', RW: true });
    expect(Object.keys(NetworkSettings.Networks)).toEqual([`${project}_default`]);
    expect(await docker('exec', `${project}-service`, 'cat', '/etc/hosts')).toMatch(
      /\s+host\.docker\.internal$/m,
    );
    const service = [
      '--filter',
      `label=com.docker.compose.project=${project}`,
      '--filter',
      'label=com.docker.compose.service=alone',
    ];
    const alone = await inspect(await docker('ps', '--all', '--quiet', ...service));
    expect(Object.keys(alone.NetworkSettings.Networks)).toEqual(['none']);
  });

  it('runs a bare image when the metadata names no compose file', async () => {
    const metadata = {
      ...METADATA,
      vm: { image: '${DESKTOP_PLUGIN_IMAGE}', exposes: { socket: 'small.sock' } },
    };
    const { vm } = await start({ metadata });
    expect(await docker('inspect', '--format', '{{.Config.Image}}', vm?.firstContainer ?? '')).toBe(image);
  });

  it('says what it cannot run, and leaves nothing', async () => {
    const compose = 'services: {a: {image: "${DESKTOP_PLUGIN_IMAGE}", healthcheck: {test: x}}}';
    await expect(start({ files: { '/docker-compose.yaml': compose } })).rejects.toThrow(
      /services\.a\.healthcheck is not supported/,
    );
    expect(await traces(image)).toEqual([]);
  });

  it('undoes a start that fails half way', async () => {
    const compose = `services:
  a: {image: "\${DESKTOP_PLUGIN_IMAGE}", volumes: ["v:/v"]}
  b: {image: "standin-test/none:never", pull_policy: never}
volumes: {v: }`;
    await expect(start({ files: { '/docker-compose.yaml': compose } })).rejects.toThrow(/"docker create/);
    expect(await traces(image)).toEqual([]);
  });

  it('refuses to run beside itself, and runs beside itself under another name', async () => {
    const first = await start({});
    await expect(start({})).rejects.toThrow(/is on this engine already/);
    const second = await start({}, { name: `other_${process.pid}` });
    expect(second.vm?.project).toBe(`other_${process.pid}-desktop-extension`);
    expect(await docker('inspect', '--format', '{{.State.Running}}', first.vm?.firstContainer ?? '')).toBe(
      'true',
    );
  });

  it('keeps volumes with a state folder until it is uninstalled, and drops them without', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'standin-kept-'));
    try {
      const first = await start({}, { stateDir });
      await docker('exec', first.vm?.firstContainer ?? '', 'touch', '/data/mark');
      await first.stop();
      expect(await readdir(join(stateDir, 'extensions'))).toHaveLength(1);
      const left = await traces(image);
      expect(left).toEqual([`${first.vm?.project ?? ''}_kept`]);

      const second = await start({}, { stateDir });
      expect(await docker('exec', second.vm?.firstContainer ?? '', 'ls', '/data')).toBe('mark');
      await second.stop();
      await docker('volume', 'rm', ...left);
    } finally {
      await rm(stateDir, { recursive: true, force: true });
    }
  });
});

describe('an engine that is not there', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('is named in one sentence', async () => {
    image = await makeImage();
    const folder = await mkdtemp(join(tmpdir(), 'standin-noengine-'));
    server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(join(folder, 'd.sock'), resolve));
    const dockerHost = `unix://${join(folder, 'd.sock')}`;
    await expect(startStandin({ image, dockerHost })).rejects.toThrow(
      `No Docker Engine answers at ${dockerHost}`,
    );
    await expect(startStandin({ image, dockerHost: `unix://${folder}/none` })).rejects.toThrow(
      'No Docker Engine answers at',
    );
    await rm(folder, { recursive: true });
  });
});

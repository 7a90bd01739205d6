import { dockerRunArgs, type ProbeKind } from '@hostnet/core';
import { specFixture } from '@hostnet/core/testing';
import { startPrivateEngine, type PrivateEngine } from '@hostnet/standin/bed/engine';

/** What the engine says of a container's rights. */
interface Rights {
  readonly Config: { readonly User: string };
  readonly Mounts: readonly unknown[];
  readonly HostConfig: {
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly PidMode: string;
    readonly NetworkMode: string;
    readonly PidsLimit: number | null;
    readonly Memory: number;
    readonly Binds: readonly string[] | null;
    readonly Devices: readonly unknown[] | null;
  };
}

const OWNERS = ['DAC_READ_SEARCH', 'SYS_PTRACE'];
const EXPECTED: Readonly<Record<ProbeKind, readonly [user: string, caps: readonly string[], pid: string]>> = {
  'host-mode': ['65534:65534', [], ''],
  bridge: ['65534:65534', [], ''],
  published: ['65534:65534', [], ''],
  inspect: ['0:0', ['NET_RAW'], ''],
  owners: ['0:0', OWNERS, 'host'],
  inside: ['0:0', OWNERS, 'host'],
};

describe('rights of every container that hostnet starts, as the engine tells them', () => {
  let engine: PrivateEngine;
  let joined = '';
  const rows: string[] = [];

  beforeAll(async () => {
    engine = await startPrivateEngine();
    const made = await engine.docker(['create', '--name', 'joined', 'hostnet/host-networking:latest']);
    joined = made.stdout.trim();
  }, 120_000);
  afterAll(async () => {
    process.stdout.write(
      `${['container | user | added | pids of | network | limits', ...rows].join('\n')}\n`,
    );
    await engine.stop();
  }, 60_000);

  it.each(Object.keys(EXPECTED) as ProbeKind[])(
    '%s',
    async (kind) => {
      const spec = specFixture({ run: 'rights01', lifetimeMs: 1000, stay: false });
      const request = { kind, spec, expiresAt: 1, join: joined };
      const [, ...args] = dockerRunArgs(request, 'hostnet/host-networking:latest', { held: true });
      expect(await engine.docker(['create', ...args])).toMatchObject({ code: 0 });
      const name = `hostnet-rights01-${kind}`;
      const [told] = JSON.parse((await engine.docker(['inspect', name])).stdout) as [Rights];
      await engine.docker(['rm', '--force', name]);
      const { Config, HostConfig, Mounts } = told;
      const [user, caps, pid] = EXPECTED[kind];
      const added = (HostConfig.CapAdd ?? []).map((cap) => cap.replace(/^CAP_/, '')).sort();
      const { PidsLimit, Memory, NetworkMode } = HostConfig;
      const network = NetworkMode.replace(/:.*/, ':…');
      rows.push(
        `${kind} | ${Config.User} | ${added.join(' ') || 'none'} | ${HostConfig.PidMode || 'its own'} | ${network} | ${PidsLimit ?? 'no'} processes, ${Memory / 1024 ** 2} MB`,
      );
      expect([Config.User, added, HostConfig.PidMode]).toEqual([user, caps, pid]);
      expect(HostConfig).toMatchObject({
        CapDrop: ['ALL'],
        // No word of seccomp or apparmor: the engine's own profiles hold.
        // An engine takes SELinux' label away wherever a container sees its processes (Docker docs, "docker run", --pid=host).
        SecurityOpt: ['no-new-privileges', ...(pid === 'host' ? ['label=disable'] : [])],
        ReadonlyRootfs: true,
        Privileged: false,
        PidsLimit: 64,
        Memory: 128 * 1024 * 1024,
      });
      expect([Mounts, HostConfig.Binds ?? [], HostConfig.Devices ?? []]).toEqual([[], [], []]);
    },
    60_000,
  );
});

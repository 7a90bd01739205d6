import * as z from 'zod';
import { knownOf } from './known-schema.ts';

const Address = z.object({ address: z.string(), prefix: z.number().int(), internal: z.boolean() });
const Interface = z.object({ name: z.string(), mac: z.string(), addresses: z.array(Address) });

/** Settings of Docker Desktop as its files and its backend socket tell them: hints only. */
export const DesktopSettings = z.object({
  hostNetworkingEnabled: knownOf(z.boolean()),
  hostNetworkingLocked: knownOf(z.boolean()),
  enhancedContainerIsolation: knownOf(z.boolean()),
  enhancedContainerIsolationLocked: knownOf(z.boolean()),
  useWindowsContainers: knownOf(z.boolean()),
  kernelForUdp: knownOf(z.boolean()),
  extensionsEnabled: knownOf(z.boolean()),
});
export type DesktopSettings = z.infer<typeof DesktopSettings>;

/** What is known of the computer the person sits at. */
export const HostFacts = z.object({
  /** `darwin`, `win32`, `linux`, as Node's os.platform(). */
  platform: z.string(),
  release: z.string(),
  arch: z.string(),
  interfaces: z.array(Interface),
  /** The IPv4 address other machines would use, when there is one. */
  lanAddress: knownOf(z.string()),
  /** Whether this computer has ::1. */
  ipv6Loopback: z.boolean(),
  /** null where Docker Desktop's places were not looked at. */
  desktop: DesktopSettings.nullable(),
});
export type HostFacts = z.infer<typeof HostFacts>;

/** Why no answer came from the engine. */
export const EngineFailure = z.enum([
  'no-docker-cli',
  'no-socket',
  'permission-denied',
  'refused',
  'timed-out',
  'not-an-engine',
  'sign-in-required',
  'bad-address',
  'failed',
]);
export type EngineFailure = z.infer<typeof EngineFailure>;

/** What the engine says of itself, or why it says nothing. */
export const EngineFacts = z.discriminatedUnion('reachable', [
  z.object({
    reachable: z.literal(false),
    endpoint: z.string(),
    failure: EngineFailure,
    /** One sentence: what happened. */
    message: z.string(),
    /** One sentence: what mends it. */
    fix: z.string(),
  }),
  z.object({
    reachable: z.literal(true),
    /** `docker`: an Engine API; `embedded`: our own processes on this machine's stack. */
    kind: z.enum(['docker', 'embedded']),
    endpoint: z.string(),
    version: z.string(),
    apiVersion: z.string(),
    /** `linux` or `windows`: what kind of containers it runs. */
    os: z.string(),
    arch: z.string(),
    kernel: z.string(),
    /** `OperatingSystem` of `docker info`; exactly `Docker Desktop` there (facts: docker/skills, platform signals). */
    operatingSystem: z.string(),
    /** `Server.Platform.Name` of `docker version`, empty when none. */
    platform: z.string(),
    /** Version of Docker Desktop, null when this is another engine or it does not say. */
    desktop: z.object({ version: z.string(), build: z.string() }).nullable(),
    rootless: z.boolean(),
    usernsRemap: z.boolean(),
    cgroupVersion: z.string(),
  }),
]);
export type EngineFacts = z.infer<typeof EngineFacts>;

/** One container as the engine lists it; host-mode ones carry what `inspect` adds. */
export const ContainerFacts = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  /** `running`, `exited`, `created`, … */
  state: z.string(),
  networkMode: z.string(),
  /** Requested bindings (`HostConfig.PortBindings`), kept by the engine even where host mode discards them. */
  requestedPorts: z.array(
    z.object({
      transport: z.string(),
      containerPort: z.number().int(),
      hostAddress: z.string(),
      hostPort: z.number().int().nullable(),
    }),
  ),
  /** Bindings in force (`NetworkSettings.Ports`). */
  publishedPorts: z.array(
    z.object({
      transport: z.string(),
      containerPort: z.number().int(),
      hostAddress: z.string(),
      hostPort: z.number().int(),
    }),
  ),
  /** `EXPOSE` of image and command line. */
  exposedPorts: z.array(z.object({ transport: z.string(), port: z.number().int() })),
  exitCode: z.number().int().nullable(),
  /** The engine's own words when a start failed, empty otherwise. */
  error: z.string(),
  startedAt: z.string().nullable(),
  /** `Config.User`, empty for the image's own default, root. */
  user: z.string().default(''),
  /** `State.Health.Status`; `none` without a health check. */
  health: z.enum(['none', 'starting', 'healthy', 'unhealthy']).default('none'),
  /** The health check's command as one line, and what it last printed, both cut short; null without a check. */
  healthCheck: z
    .object({ command: z.string(), exitCode: z.number().int().nullable(), output: z.string() })
    .nullable()
    .default(null),
  privileged: z.boolean().default(false),
  /** `HostConfig.CapAdd`, without the `CAP_` that some write. */
  capAdd: z.array(z.string()).default([]),
  /** Paths of `HostConfig.Devices`, such as /dev/net/tun. */
  devices: z.array(z.string()).default([]),
  /** Names of `HostConfig.Sysctls`. */
  sysctls: z.array(z.string()).default([]),
  links: z.array(z.string()).default([]),
  /** Names of `NetworkSettings.Networks`. */
  networks: z.array(z.string()).default([]),
  restartPolicy: z.string().default(''),
  /**
   * Addresses and host names in the environment, never its other text: a value that is an address, or the host of a URL or of
   * `host:port`. `kind` tells which.
   */
  envHosts: z
    .array(z.object({ variable: z.string(), host: z.string(), kind: z.enum(['address', 'name']) }))
    .default([]),
  /**
   * Ports that the environment names, never its other text. `listens`: by the variable's name the program's own; `connects`: of
   * the machine `host`; `unclear`: either.
   */
  envPorts: z
    .array(
      z.object({
        variable: z.string(),
        port: z.number().int(),
        role: z.enum(['listens', 'connects', 'unclear']),
        host: z.string().nullable(),
      }),
    )
    .default([]),
  /** Names that its own hosts file answers (`HostConfig.ExtraHosts`). */
  extraHosts: z.array(z.string()).default([]),
  /** The service of a Compose project that it is, by its labels; null for others. */
  compose: z.object({ project: z.string(), service: z.string() }).nullable().default(null),
});
export type ContainerFacts = z.infer<typeof ContainerFacts>;

/** Why a probe in a container could not run: the instrument's failure, in the engine's own words. */
export const ProbeFailureFacts = z.object({
  kind: z.string(),
  message: z.string(),
  detail: z.string(),
});
export type ProbeFailureFacts = z.infer<typeof ProbeFailureFacts>;

/** All facts of a report. */
export const Facts = z.object({
  host: HostFacts,
  engine: EngineFacts,
  /** What the host-mode namespace looks like from inside, when it was inspected. */
  hostMode: z
    .object({
      interfaces: z.array(Interface),
      /** Whether its interfaces are this computer's own: then host mode is the machine's own stack. */
      sameAsHost: knownOf(z.boolean()),
    })
    .nullable(),
  /** Why the host-mode probe could not run, null when it ran. */
  probeFailure: ProbeFailureFacts.nullable(),
});
export type Facts = z.infer<typeof Facts>;

import * as z from 'zod';

const onOff = z.enum(['on', 'off']);
const setting = z.enum(['follow', 'on', 'off', 'absent', 'missing', 'locked-on', 'locked-off', 'broken']);
const number = z.stringFormat('whole number', /^\d{1,6}$/).transform(Number);

/** Every knob with its possible values, default and meaning. */
const KNOBS = {
  engine: [
    z.enum(['up', 'stopped']),
    'up',
    'Docker Desktop’s engine (stopped: its socket is gone, as while Desktop restarts)',
  ],
  'host-networking': [onOff, 'on', 'the feature itself'],
  tcp: [onOff, 'on', 'TCP is forwarded'],
  udp: [onOff, 'on', 'UDP is forwarded'],
  ipv6: [onOff, 'on', 'listeners of IPv6 sockets are forwarded (off: as before Docker Desktop 4.33)'],
  'v4-mapped': [
    onOff,
    'on',
    'a container reaches the host through ::ffff:127.0.0.1 (off: docker/for-mac#7649)',
  ],
  'udp-loss': [z.enum(['none', 'request', 'reply']), 'none', 'datagrams of this direction are lost'],
  'udp-loss-direction': [z.enum(['both', 'to-container', 'to-host']), 'both', 'which way udp-loss applies'],
  'max-ports': [number, '65535', 'only the first N ports are forwarded (18: before Docker Desktop 4.36)'],
  'forget-existing': [
    onOff,
    'off',
    'a restarted forwarder forgets listeners that were open (docker/for-mac#7683)',
  ],
  'source-address': [z.enum(['kept', 'rewritten']), 'kept', 'the address a container sees its client at'],
  'late-ms': [number, '0', 'a listener is forwarded this many ms after it opened'],
  'wrong-listener': [onOff, 'off', 'a stranger answers on forwarded ports of the machine'],
  'host-aaaa': [onOff, 'on', 'host.docker.internal has an IPv6 address too'],
  'desktop-version': [
    z.stringFormat('version such as 4.65.0', /^\d+\.\d+\.\d+$/),
    '4.65.0',
    'version of Docker Desktop',
  ],
  platform: [z.string().min(1).max(80), 'desktop', 'desktop, or the name another product gives itself'],
  'windows-containers': [onOff, 'off', 'the engine runs Windows containers'],
  eci: [
    z.enum(['on', 'off', 'hint']),
    'off',
    'Enhanced Container Isolation (hint: settings say on, the engine knows nothing of it)',
  ],
  'eci-locked': [onOff, 'off', 'an administrator locked it'],
  'sign-in-enforced': [onOff, 'off', 'nothing but version, info and ping without signing in'],
  rootless: [onOff, 'off', 'a rootless engine: host mode is its own network namespace'],
  'userns-remap': [onOff, 'off', 'the engine remaps user namespaces'],
  'cgroup-version': [
    z.enum(['1', '2']),
    '2',
    'cgroup version the engine says it has (1: docker/for-win#14401)',
  ],
  'engine-version': [
    z.stringFormat('version such as 29.5.0, or own', /^(own|\d+\.\d+\.\d+)$/),
    'own',
    'version the engine says it has (own: its true one; 29.5.0: rootless host mode is the machine’s network)',
  ],
  'eci-wording': [
    z.enum(['current', 'namespaces']),
    'current',
    'which of the two texts known of it ECI refuses with',
  ],
  'setting-store': [setting, 'follow', 'host networking in settings-store.json (settings.json up to 4.34)'],
  'setting-admin': [setting, 'absent', 'host networking in admin-settings.json'],
  'setting-api': [setting, 'follow', 'host networking in the backend API'],
  'store-form': [
    z.enum(['plain', 'bom', 'huge', 'wrong-type']),
    'plain',
    'how settings-store.json is written: with a byte order mark, padded to 2 MiB, or with a text for on and off',
  ],
  extensions: [onOff, 'on', 'the setting of Docker Extensions (off by default since 4.74)'],
  'backend-api': [z.enum(['up', 'down', 'slow', 'garbage']), 'up', 'the backend API itself'],
} as const;

export type KnobName = keyof typeof KNOBS;
export type Knobs = { readonly [Name in KnobName]: z.output<(typeof KNOBS)[Name][0]> };
export type Setting = z.infer<typeof setting>;

/** A knob or value that does not exist; the message is for people. */
export class KnobError extends Error {
  override readonly name = 'KnobError';
}

/** Returns the knobs' names in order. */
export const knobNames = (): KnobName[] => Object.keys(KNOBS) as KnobName[];

/** Returns one line a knob: name, default, meaning. */
export function knobHelp(): string {
  return knobNames()
    .map((name) => `  ${`${name}=${KNOBS[name][1]}`.padEnd(28)} ${KNOBS[name][2]}`)
    .join('\n');
}

/** Returns all knobs at their defaults. */
export function defaultKnobs(): Knobs {
  return Object.fromEntries(
    knobNames().map((name) => [name, valueOf(name, KNOBS[name][1])]),
  ) as unknown as Knobs;
}

/** Returns `knobs` with `KEY=VALUE` texts applied. Throws KnobError naming the first that is wrong and what is possible. */
export function turn(knobs: Knobs, assignments: readonly string[]): Knobs {
  const changes = assignments.map((text) => {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    if (!isKnob(name)) {
      throw new KnobError(`There is no knob named "${name}"; knobs are: ${knobNames().join(', ')}.`);
    }
    if (at < 0) throw new KnobError(`"${text}" has no value: write ${name}=${KNOBS[name][1]}.`);
    return [name, valueOf(name, text.slice(at + 1))] as const;
  });
  return { ...knobs, ...Object.fromEntries(changes) };
}

function isKnob(name: string): name is KnobName {
  return Object.hasOwn(KNOBS, name);
}

function valueOf(name: KnobName, text: string): string | number {
  const [schema, usual] = KNOBS[name];
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const possible = schema instanceof z.ZodEnum ? `one of ${schema.options.join(', ')}` : `like ${usual}`;
  throw new KnobError(`"${text}" is no value of ${name}: it must be ${possible}.`);
}

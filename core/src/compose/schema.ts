import type { Shape } from './shape.ts';

/** The keys of the Compose specification and what they take (compose-spec, schema/compose-spec.json, at Compose 2.40). */
const T: Shape = { single: ['text'] };
const TN: Shape = { single: ['text', 'number'] };
const TB: Shape = { single: ['text', 'boolean'] };
const SWITCH: Shape = { ...TB, switch: true };
const N: Shape = { single: ['number'] };
const B: Shape = { single: ['boolean'] };
const ANY_SINGLE: Shape = { single: ['text', 'number', 'boolean', 'null'] };
const LIST: Shape = { items: T };
const T_LIST: Shape = { single: ['text'], items: T };
const COMMAND: Shape = { single: ['text', 'null'], items: T };
const PAIRS: Shape = { items: T, others: ANY_SINGLE };
const OPTIONS: Shape = { others: TN };
const NAMES = /^[a-zA-Z0-9._-]+$/;

const map = (keys: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape => ({
  keys,
  required,
});
const all = (shape: Shape, ...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, shape]));

/** Anything at all. */
const FREE: Shape = {
  single: ['text', 'number', 'boolean', 'null'],
  get items() {
    return FREE;
  },
  get others() {
    return FREE;
  },
};

const HOSTS: Shape = { items: T, others: { single: ['text'], items: T } };
const ULIMITS: Shape = {
  others: { single: ['text', 'number'], ...map(all(TN, 'hard', 'soft'), ['soft', 'hard']) },
};
const FILES: Shape = {
  items: { single: ['text'], ...map({ ...all(T, 'source', 'target', 'uid', 'gid'), mode: TN }) },
};
const HOOKS: Shape = {
  items: map({ command: COMMAND, user: T, privileged: TB, working_dir: T, environment: PAIRS }, ['command']),
};
const DEVICES: Shape = {
  items: map({ capabilities: LIST, count: TN, device_ids: LIST, driver: T, options: PAIRS }),
};
const ROLLOUT = map({
  ...all(TN, 'parallelism', 'max_failure_ratio'),
  ...all(T, 'delay', 'failure_action', 'monitor'),
  order: { single: ['text'], oneOf: ['start-first', 'stop-first'] },
});
const DEPLOY: Shape = {
  single: ['null'],
  ...map({
    mode: T,
    endpoint_mode: T,
    replicas: TN,
    labels: PAIRS,
    rollback_config: ROLLOUT,
    update_config: ROLLOUT,
    resources: map({
      limits: map({ cpus: TN, memory: T, pids: TN }),
      reservations: map({ cpus: TN, memory: T, generic_resources: { items: FREE }, devices: DEVICES }),
    }),
    restart_policy: map({ condition: T, delay: T, max_attempts: TN, window: T }),
    placement: map({
      constraints: LIST,
      preferences: { items: map({ spread: T }) },
      max_replicas_per_node: TN,
    }),
  }),
};
const BUILD: Shape = {
  single: ['text'],
  ...map({
    ...all(T, 'context', 'dockerfile', 'dockerfile_inline', 'network', 'target', 'isolation'),
    ...all(LIST, 'entitlements', 'cache_from', 'cache_to', 'tags', 'platforms'),
    ...all(PAIRS, 'args', 'ssh', 'labels', 'additional_contexts'),
    ...all(TB, 'no_cache', 'provenance', 'sbom', 'pull', 'privileged'),
    shm_size: TN,
    extra_hosts: HOSTS,
    secrets: FILES,
    ulimits: ULIMITS,
  }),
};
const VOLUME: Shape = {
  single: ['text'],
  ...map(
    {
      type: { single: ['text'], oneOf: ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'] },
      ...all(T, 'source', 'target', 'consistency'),
      read_only: TB,
      bind: map({ propagation: T, create_host_path: TB, recursive: T, selinux: T }),
      volume: map({ labels: PAIRS, nocopy: TB, subpath: T }),
      tmpfs: map({ size: TN, mode: TN }),
      image: map({ subpath: T }),
    },
    ['type'],
  ),
};
const DEPENDS: Shape = {
  items: T,
  names: NAMES,
  others: map(
    {
      restart: TB,
      required: B,
      condition: {
        single: ['text'],
        oneOf: ['service_started', 'service_healthy', 'service_completed_successfully'],
      },
    },
    ['condition'],
  ),
};
const NETWORKS: Shape = {
  items: T,
  names: NAMES,
  others: {
    single: ['null'],
    ...map({
      ...all(LIST, 'aliases', 'link_local_ips'),
      ...all(T, 'interface_name', 'ipv4_address', 'ipv6_address', 'mac_address'),
      driver_opts: OPTIONS,
      ...all(N, 'priority', 'gw_priority'),
    }),
  },
};
const PORTS: Shape = {
  items: {
    single: ['text', 'number'],
    ...map({ ...all(T, 'name', 'mode', 'host_ip', 'protocol', 'app_protocol'), target: TN, published: TN }),
  },
};

const SERVICE = map({
  develop: FREE,
  deploy: DEPLOY,
  build: BUILD,
  blkio_config: FREE,
  cgroup: { single: ['text'], oneOf: ['host', 'private'] },
  ...all(COMMAND, 'command', 'entrypoint'),
  ...all(FILES, 'configs', 'secrets'),
  ...all(PAIRS, 'annotations', 'environment', 'labels', 'sysctls'),
  ...all(LIST, 'cap_add', 'cap_drop', 'device_cgroup_rules', 'dns_opt', 'external_links', 'links'),
  ...all(LIST, 'profiles', 'security_opt', 'volumes_from'),
  ...all(T_LIST, 'dns', 'dns_search', 'label_file', 'tmpfs'),
  ...all(
    T,
    'cgroup_parent',
    'container_name',
    'cpuset',
    'domainname',
    'hostname',
    'image',
    'ipc',
    'isolation',
  ),
  ...all(
    T,
    'mac_address',
    'network_mode',
    'platform',
    'pull_policy',
    'pull_refresh_after',
    'restart',
    'runtime',
  ),
  ...all(T, 'stop_grace_period', 'stop_signal', 'user', 'uts', 'userns_mode', 'working_dir'),
  ...all(TN, 'cpu_count', 'cpu_percent', 'cpu_shares', 'cpu_quota', 'cpu_period', 'cpu_rt_period'),
  ...all(TN, 'cpu_rt_runtime', 'cpus', 'mem_limit', 'mem_reservation', 'mem_swappiness', 'memswap_limit'),
  ...all(TN, 'oom_score_adj', 'pids_limit', 'scale', 'shm_size'),
  attach: TB,
  ...all(SWITCH, 'init', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty'),
  ...all({ items: TN }, 'expose', 'group_add'),
  ...all(HOOKS, 'post_start', 'pre_stop'),
  credential_spec: map(all(T, 'config', 'file', 'registry')),
  depends_on: DEPENDS,
  devices: { items: { single: ['text'], ...map(all(T, 'source', 'target', 'permissions'), ['source']) } },
  env_file: {
    single: ['text'],
    items: { single: ['text'], ...map({ path: T, format: T, required: TB }, ['path']) },
  },
  extends: { single: ['text'], ...map(all(T, 'service', 'file'), ['service']) },
  provider: map({ type: T, options: FREE }, ['type']),
  extra_hosts: HOSTS,
  gpus: { single: ['text'], oneOf: ['all'], items: DEVICES.items ?? {} },
  healthcheck: map({
    ...all(T, 'interval', 'timeout', 'start_period', 'start_interval'),
    disable: TB,
    retries: TN,
    test: T_LIST,
  }),
  logging: map({ driver: T, options: { others: { single: ['text', 'number', 'null'] } } }),
  models: { items: T, others: { single: ['null'], ...map(all(T, 'endpoint_var', 'model_var')) } },
  networks: NETWORKS,
  pid: { single: ['text', 'null'] },
  ports: PORTS,
  storage_opt: { others: FREE },
  ulimits: ULIMITS,
  use_api_socket: B,
  volumes: { items: VOLUME },
});
const EXTERNAL: Shape = { single: ['text', 'boolean'], ...map({ name: T }) };
const STORED = { name: T, external: EXTERNAL, labels: PAIRS, driver_opts: OPTIONS };
const NETWORK: Shape = {
  single: ['null'],
  ...map({
    ...STORED,
    driver: T,
    ipam: map({
      driver: T,
      config: { items: map({ ...all(T, 'subnet', 'ip_range', 'gateway'), aux_addresses: { others: T } }) },
      options: { others: T },
    }),
    ...all(TB, 'internal', 'enable_ipv4', 'enable_ipv6', 'attachable'),
  }),
};

/** A Compose file as a whole. */
export const COMPOSE_FILE = map({
  version: T,
  name: T,
  include: FREE,
  services: { others: SERVICE, names: NAMES },
  models: { others: FREE },
  networks: { others: NETWORK },
  volumes: { others: { single: ['null'], ...map({ ...STORED, driver: T }) }, names: NAMES },
  secrets: {
    others: map({ ...STORED, ...all(T, 'environment', 'file', 'driver', 'template_driver') }),
    names: NAMES,
  },
  configs: {
    others: map({ ...STORED, ...all(T, 'content', 'environment', 'file', 'template_driver') }),
    names: NAMES,
  },
});

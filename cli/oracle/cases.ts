/** A project: its files, and what the shell says. `args` are the files that are named, none for the default. */
export interface OracleCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const HOST = 'services:\n  app:\n    image: app\n    network_mode: host\n    ports: ["8080:80"]\n';
const one = (lines: string, rest = ''): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n  app:\n    image: app\n    ${lines}\n${rest}`,
});
const MODE = 'services:\n  in:\n    image: in\n    network_mode: ${MODE-bridge}\n    ports: ["80:80"]\n';
const VALUES = [
  'network_mode: host',
  'network_mode: HOST',
  'network_mode: none',
  'network_mode: bridge',
  'network_mode: "service:app2"',
  'network_mode: service:zz',
  'network_mode: container:x',
  'network_mode: ""',
  'network_mode:',
  'network_mode: null',
  'network_mode: true',
  'network_mode: 1',
  'network_mode: [host]',
  'network_mode: "${"',
  'network_mode: "${A"',
  'network_mode: "$$HOST"',
  'network_mode: "${NOPE:-host}"',
  'network_mode: "${NOPE-host}"',
  'network_mode: "${SET}"',
  'network_mode: "$SET"',
  'network_mode: "${SET:+none}"',
  'network_mode: "${EMPTY:-none}"',
  'network_mode: "${EMPTY-none}"',
  'network_mode: "${NOPE:?set it}"',
  'network_mode: "${NOPE?}"',
  'network_mode: "${SET:?}"',
  'network_mode: "${A/b}"',
  'network_mode: "${NOPE:-${SET}}"',
  'network_mode: "a$"',
  'network_mode: "$1"',
  'network-mode: host',
  'net: host',
  'network: host',
  'networkMode: host',
  'netwrok_mode: host',
  'networks: [host]',
  'networks: [nope]',
  'networks: {default: {}}',
  'networks: [default]',
  'networks:',
  'networks: []',
  'networks: {}',
  'networks: nope',
  'ports:',
  'ports: {80: 80}',
  'ports: "80:80"',
  'ports: []',
  'ports: ["80"]',
  'ports: [80]',
  'ports: ["8000-8002:80-82"]',
  'ports: ["8000-8002:80"]',
  'ports: ["80:90-91"]',
  'ports: ["80-82:90-91"]',
  'ports: ["127.0.0.1:80:80"]',
  'ports: ["127.0.0.1::80"]',
  'ports: ["[::1]:80:80"]',
  'ports: ["::1:80:80"]',
  'ports: ["80:80/udp"]',
  'ports: ["80:80/sctp"]',
  'ports: ["80:80/icmp"]',
  'ports: ["80:x"]',
  'ports: ["70000:80"]',
  'ports: ["80:70000"]',
  'ports: [":80"]',
  'ports: ["80:"]',
  'ports: [""]',
  'ports: ["a:80:80"]',
  'ports: ["0:80"]',
  'ports: ["80:80", "80:80"]',
  'ports: [{target: 80}]',
  'ports: [{target: 80, published: 8080}]',
  'ports: [{target: 80, published: "8080-8090"}]',
  'ports: [{published: 80}]',
  'ports: [{target: 80, protocol: udp, host_ip: 127.0.0.1, mode: host}]',
  'ports: [{target: 80, host_ip: nope}]',
  'ports: [{target: 80, nope: 1}]',
  'ports: [{target: x}]',
  'ports: ["${NOPE:-81}:80"]',
  'ports: ["${SET}:80"]',
  'ports: ["5432:5432/TCP"]',
  'ports: [null]',
  'env_file: absent.env',
  'env_file: {path: absent.env}',
  'env_file: [{path: absent.env, required: false}]',
  'env_file: [{required: false}]',
  'secrets: [nope]',
  'configs: [nope]',
  'volumes: ["nope:/x"]',
  'volumes: ["./here:/x"]',
  'volumes: ["/x"]',
  'depends_on: [nope]',
  'depends_on: {nope: {condition: service_started}}',
  'depends_on: {nope: {condition: service_started, required: false}}',
  'depends_on: [app]',
  'links: [nope]',
  'privileged: maybe',
  'hostname: 5',
  'container_name: [a]',
  'command: {a: b}',
  'x-any: 1',
  'environment: [A=1, B]',
  'environment: {A: 1, B: , C: true}',
  'environment: {A: [1]}',
  'environment:',
  'deploy:',
  'healthcheck: {test: [curl]}',
  'healthcheck: {test: ["CMD", "x"]}',
  'healthcheck: {tset: x}',
  'expose: [80, "90"]',
  'restart: no',
  'restart: "no"',
  'restart: false',
  'image: other',
  'extends: nope',
  'extends: {file: absent.yaml, service: x}',
  'profiles: [x]',
  'profiles: x',
  'sysctls: {net.core.somaxconn: 1}',
  'extra_hosts: ["a:host-gateway"]',
  'labels: [a, a]',
  'cap_add: [NET_ADMIN]',
  'ulimits: {nofile: {soft: 1}}',
  'scale: 2',
  'build: {contxt: .}',
] as const;

/** Each value of one service by itself. */
const VALUE_CASES: readonly OracleCase[] = VALUES.map((value) => ({
  name: value,
  files: value.startsWith('image') ? { 'compose.yaml': `services:\n  app:\n    ${value}\n` } : one(value),
  env: { SET: 'host', EMPTY: '' },
}));

/** Ways in which files go together. */
const FILE_CASES: readonly OracleCase[] = [
  { name: 'no image', files: { 'compose.yaml': 'services:\n  app: {network_mode: host}\n' } },
  { name: 'null service', files: { 'compose.yaml': 'services:\n  app:\n' } },
  { name: 'no services', files: { 'compose.yaml': 'networks: {a: {}}\n' } },
  { name: 'empty services', files: { 'compose.yaml': 'services: {}\n' } },
  { name: 'unknown top key', files: { 'compose.yaml': `${HOST}other: 1\n` } },
  { name: 'x- top key', files: { 'compose.yaml': `${HOST}x-other: {a: [1]}\n` } },
  { name: 'version', files: { 'compose.yaml': `version: "3"\n${HOST}` } },
  { name: 'version as a number', files: { 'compose.yaml': `version: 3\n${HOST}` } },
  { name: 'host network', files: one('networks: [h]', 'networks: {h: {external: true, name: host}}\n') },
  { name: 'network called host', files: one('networks: [host]', 'networks: {host: {}}\n') },
  { name: 'mode and networks', files: one('network_mode: bridge\n    networks: [a]', 'networks: {a: {}}\n') },
  { name: 'secret of a file', files: one('secrets: [s]', 'secrets: {s: {file: ./s}}\n') },
  { name: 'secret of nothing', files: one('secrets: [s]', 'secrets: {s: {}}\n') },
  {
    name: 'external with more',
    files: one('networks: [n]', 'networks: {n: {external: true, driver: bridge}}\n'),
  },
  {
    name: 'circle',
    files: {
      'compose.yaml': 'services:\n  a: {image: a, depends_on: [b]}\n  b: {image: b, depends_on: [a]}\n',
    },
  },
  {
    name: 'service: of another',
    files: one('network_mode: service:b', '  b: {image: b, network_mode: host}\n'),
  },
  { name: 'depends on a profile', files: one('depends_on: [b]', '  b: {image: b, profiles: [x]}\n') },
  {
    name: 'depends on a profile that is chosen',
    files: one('depends_on: [b]', '  b: {image: b, profiles: [x]}\n'),
    env: { COMPOSE_PROFILES: 'x' },
  },
  { name: 'profiles of .env', files: { ...one('profiles: [x]'), '.env': 'COMPOSE_PROFILES=x,y\n' } },
  { name: 'all profiles', files: one('profiles: [x]'), env: { COMPOSE_PROFILES: '*' } },
  { name: 'nonsense in a profile', files: one('network_mode: service:zz\n    profiles: [x]') },
  { name: 'env_file', files: { ...one('env_file: a.env'), 'a.env': 'A=1\nB="x\ny"\n' } },
  { name: 'broken env_file', files: { ...one('env_file: a.env'), 'a.env': 'A B\n' } },
  { name: 'raw env_file', files: { ...one('env_file: [{path: a.env, format: raw}]'), 'a.env': 'A="1\n' } },
  { name: '.env', files: { 'compose.yaml': HOST.replace('host', '${M}'), '.env': 'M=none\n' } },
  {
    name: '.env and the shell',
    files: { 'compose.yaml': HOST.replace('host', '${M}'), '.env': 'M=none\n' },
    env: { M: 'host' },
  },
  { name: 'broken .env', files: { 'compose.yaml': HOST, '.env': 'M none\n' } },
  {
    name: 'COMPOSE_ENV_FILES',
    files: {
      'compose.yaml': HOST.replace('host', '${M}'),
      '.env': 'M=none\n',
      'a.env': 'M=bridge\n',
      'b.env': 'M=host\n',
    },
    env: { COMPOSE_ENV_FILES: 'a.env,b.env' },
  },
  { name: 'COMPOSE_ENV_FILES absent', files: { 'compose.yaml': HOST }, env: { COMPOSE_ENV_FILES: 'a.env' } },
  {
    name: 'COMPOSE_DISABLE_ENV_FILE',
    files: { 'compose.yaml': HOST.replace('host', '${M-none}'), '.env': 'M=host\n' },
    env: { COMPOSE_DISABLE_ENV_FILE: '1' },
  },
  {
    name: 'L09: COMPOSE_FILE of .env',
    files: {
      'compose.yaml': 'services:\n  web: {image: web}\n',
      'more.yaml': 'services:\n  web: {network_mode: host}\n',
      '.env': 'COMPOSE_FILE=compose.yaml:more.yaml\n',
    },
  },
  {
    name: 'L09: COMPOSE_PATH_SEPARATOR of .env',
    files: {
      'compose.yaml': 'services:\n  web: {image: web}\n',
      'more.yaml': 'services:\n  web: {network_mode: host}\n',
      '.env': 'COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yaml,more.yaml\n',
    },
  },
  {
    name: 'L09: the shell before .env',
    files: {
      'compose.yaml': 'services:\n  web: {image: web}\n',
      'more.yaml': HOST,
      '.env': 'COMPOSE_FILE=more.yaml\n',
    },
    env: { COMPOSE_FILE: 'compose.yaml' },
  },
  {
    name: 'override',
    files: { 'compose.yaml': HOST, 'compose.override.yaml': 'services:\n  app: {ports: ["81:81"]}\n' },
  },
  {
    name: 'override !reset',
    files: { 'compose.yaml': HOST, 'compose.override.yaml': 'services:\n  app: {ports: !reset []}\n' },
  },
  {
    name: 'override !override',
    files: {
      'compose.yaml': HOST,
      'compose.override.yaml': 'services:\n  app: {ports: !override ["81:81"]}\n',
    },
  },
  {
    name: 'override resets a service',
    files: {
      'compose.yaml': `${HOST}  b: {image: b}\n`,
      'compose.override.yaml': 'services:\n  b: !reset null\n',
    },
  },
  {
    name: 'override by null',
    files: { 'compose.yaml': HOST, 'compose.override.yaml': 'services:\n  app: {ports: , network_mode: }\n' },
  },
  {
    name: 'override by another kind',
    files: { 'compose.yaml': HOST, 'compose.override.yaml': 'services:\n  app: {ports: x}\n' },
  },
  {
    name: 'reset in the file itself',
    files: { 'compose.yaml': HOST.replace('network_mode: host', 'network_mode: !reset host') },
  },
  { name: 'two documents', files: { 'compose.yaml': `${HOST}---\nservices:\n  app: {ports: ["81:81"]}\n` } },
  {
    name: 'merge key',
    files: {
      'compose.yaml': 'x-a: &a {network_mode: host, ports: ["1:1"]}\nservices:\n  app: {<<: *a, image: a}\n',
    },
  },
  {
    name: 'merge key with its tag',
    files: {
      'compose.yaml':
        'x-a: &a {network_mode: host, ports: ["1:1"]}\nservices:\n  app:\n    !!merge <<: *a\n    image: a\n',
    },
  },
  {
    name: 'merge key of a list',
    files: {
      'compose.yaml':
        'x-a: &a {network_mode: host}\nx-b: &b {network_mode: none, image: b}\nservices:\n  app: {<<: [*a, *b]}\n',
    },
  },
  {
    name: 'a quoted merge key',
    files: {
      'compose.yaml': 'x-a: &a {network_mode: host}\nservices:\n  app:\n    "<<": *a\n    image: a\n',
    },
  },
  {
    name: 'anchor on a list',
    files: { 'compose.yaml': 'services:\n  a: {image: a, ports: &p ["1:1"]}\n  b: {image: b, ports: *p}\n' },
  },
  { name: 'a key twice', files: one('network_mode: host\n    network_mode: none') },
  { name: 'L13: CRLF', files: { 'compose.yaml': HOST.replaceAll('\n', '\r\n') } },
  {
    name: 'extends',
    files: one('extends: base', '  base: {image: b, network_mode: host, ports: ["1:1"]}\n'),
  },
  { name: 'extends a circle', files: one('extends: base', '  base: {image: b, extends: app}\n') },
  {
    name: 'extends a file',
    files: {
      ...one('extends: {file: sub/b.yaml, service: b}'),
      'sub/b.yaml': 'services:\n  b: {image: b, env_file: b.env, network_mode: host}\n',
      'sub/b.env': 'A=1\n',
    },
  },
  {
    name: 'extends with reset',
    files: one('extends: base\n    ports: !reset []', '  base: {image: b, ports: ["1:1"]}\n'),
  },
  {
    name: 'extends of an earlier file',
    files: { 'a.yaml': 'services:\n  base: {image: b}\n', 'b.yaml': 'services:\n  web: {extends: base}\n' },
    args: ['a.yaml', 'b.yaml'],
  },
  { name: 'include', files: { 'compose.yaml': 'include: [sub/in.yaml]\n', 'sub/in.yaml': MODE } },
  {
    name: 'include with the .env of its folder',
    files: { 'compose.yaml': 'include: [sub/in.yaml]\n', 'sub/in.yaml': MODE, 'sub/.env': 'MODE=host\n' },
  },
  {
    name: 'include with env_file',
    files: {
      'compose.yaml': 'include: [{path: sub/in.yaml, env_file: a.env}]\n',
      'sub/in.yaml': MODE,
      'a.env': 'MODE=host\n',
      'sub/.env': 'MODE=none\n',
    },
  },
  {
    name: 'include with an env_file that is absent',
    files: { 'compose.yaml': 'include: [{path: sub/in.yaml, env_file: a.env}]\n', 'sub/in.yaml': MODE },
  },
  {
    name: 'include with project_directory',
    files: {
      'compose.yaml': 'include: [{path: sub/in.yaml, project_directory: other}]\n',
      'sub/in.yaml': MODE.replace('image: in', 'image: in\n    extends: {file: e.yaml, service: e}'),
      'other/e.yaml': 'services:\n  e: {network_mode: host}\n',
    },
  },
  {
    name: "include with project_directory's .env",
    files: {
      'compose.yaml': 'include: [{path: sub/in.yaml, project_directory: other}]\n',
      'sub/in.yaml': MODE,
      'other/.env': 'MODE=host\n',
    },
  },
  {
    name: 'include, the shell before its .env',
    files: { 'compose.yaml': 'include: [sub/in.yaml]\n', 'sub/in.yaml': MODE, 'sub/.env': 'MODE=host\n' },
    env: { MODE: 'none' },
  },
  {
    name: 'include, overridden by its list',
    files: {
      'compose.yaml': 'include: [{path: [sub/in.yaml, o.yaml]}]\n',
      'sub/in.yaml': MODE,
      'o.yaml': 'services:\n  in: {network_mode: host}\n',
    },
  },
  {
    name: 'include twice',
    files: { 'compose.yaml': 'include: [sub/in.yaml, sub/in.yaml]\n', 'sub/in.yaml': MODE },
  },
  {
    name: 'include, in conflict',
    files: {
      'compose.yaml': 'include: [sub/in.yaml]\nservices:\n  in: {image: other}\n',
      'sub/in.yaml': MODE,
    },
  },
  {
    name: 'include, in conflict with another',
    files: {
      'compose.yaml': 'include: [a.yaml, b.yaml]\n',
      'a.yaml': 'services: {x: {image: a}}\n',
      'b.yaml': 'services: {x: {image: b}}\n',
    },
  },
  {
    name: 'include, overridden by a file',
    files: {
      'compose.yaml': 'include: [sub/in.yaml]\n',
      'sub/in.yaml': MODE,
      'compose.override.yaml': 'services:\n  in: {network_mode: host}\n',
    },
  },
  { name: 'include of itself', files: { 'compose.yaml': 'include: [compose.yaml]\n' } },
  { name: 'include as a text', files: { 'compose.yaml': `include: a.yaml\n${HOST}`, 'a.yaml': MODE } },
  {
    name: 'include with another key',
    files: { 'compose.yaml': `include: [{path: a.yaml, file: x}]\n${HOST}`, 'a.yaml': MODE },
  },
  { name: 'include of an absent file', files: { 'compose.yaml': `include: [absent.yaml]\n${HOST}` } },
  {
    name: 'S5: a chain of 25',
    files: Object.fromEntries(
      Array.from({ length: 25 }, (_, n) => [
        n === 0 ? 'compose.yaml' : `${n}.yaml`,
        n === 24 ? HOST : `include: [${n + 1}.yaml]\nservices:\n  s${n}: {image: s}\n`,
      ]),
    ),
  },
  {
    name: 'two files of two folders',
    files: {
      'a/compose.yaml': HOST,
      'b/o.yaml': 'services:\n  app: {env_file: x.env}\n',
      'a/x.env': 'A=1\n',
    },
    args: ['a/compose.yaml', 'b/o.yaml'],
  },
];

/** Cases that were written by hand. */
export const CASES: readonly OracleCase[] = [...VALUE_CASES, ...FILE_CASES];

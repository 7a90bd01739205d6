import { HOST, one, type OracleCase } from './oracle-case.ts';

/** What a project of one file says beside its services, and the variables that it is read with. */
export const PROJECT_CASES: readonly OracleCase[] = [
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
];

import { HOST, MODE, one, type OracleCase } from './oracle-case.ts';

/** Ways in which files go together: overrides, merge keys, `extends`, `include`. */
export const COMPOSED_CASES: readonly OracleCase[] = [
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

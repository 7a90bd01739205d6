import * as fc from 'fast-check';
import type { OracleCase } from './oracle-case.ts';

/** The same files in every run, so that a red test is red again. */
const SEED = 240;

const MODES = [
  'host',
  'none',
  'bridge',
  'HOST',
  'service:a',
  'service:b',
  'container:x',
  '"${SET}"',
  '"${NOPE:-host}"',
  '"${NOPE:?}"',
];
const PORTS = [
  '"80:80"',
  '"80"',
  '8080',
  '"127.0.0.1:81:81"',
  '"90-92:90-92"',
  '"90-95:90"',
  '"53:53/udp"',
  '"[::1]:82:82"',
  '"${SET}:1"',
  '"${PORT:-83}:83"',
];
const LONG = [
  '{target: 80}',
  '{target: 84, published: 84}',
  '{target: 85, published: "85-86", protocol: udp}',
  '{target: 87, host_ip: 127.0.0.1, mode: host}',
];
const ODD_LINES = [
  'network-mode: host',
  'ports: {}',
  'image: 1',
  'secrets: [nope]',
  'env_file: absent',
  'hostname: [a]',
  'privilegd: true',
];
const GOOD_LINES = [
  'restart: always',
  'profiles: [p]',
  'environment: [A=1]',
  'environment: {A: 1}',
  'expose: ["1"]',
  '<<: *x',
  'labels: {a: b}',
  'command: [a]',
];

const lines = fc.record({
  image: fc.constantFrom('image: i', 'image: i', 'image: i', 'build: .', ''),
  mode: fc.option(fc.constantFrom(...MODES)),
  ports: fc.option(
    fc.uniqueArray(fc.oneof(fc.constantFrom(...PORTS), fc.constantFrom(...LONG)), { maxLength: 3 }),
  ),
  networks: fc.option(fc.constantFrom('[n]', '{n: {aliases: [z]}}', '[default, n]', '[undeclared]')),
  needs: fc.option(fc.constantFrom('[a]', '{b: {condition: service_started}}', '[c]'), { freq: 2 }),
  extra: fc.option(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...GOOD_LINES) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_LINES) },
    ),
  ),
});

const service = lines.map(({ image, mode, ports, networks, needs, extra }) =>
  [
    image,
    ...(mode === null ? [] : [`network_mode: ${mode}`]),
    ...(ports === null ? [] : [`ports: [${ports.join(', ')}]`]),
    // Both together are refused; one of four is enough of that.
    ...(networks === null || (mode !== null && image !== 'build: .') ? [] : [`networks: ${networks}`]),
    ...(needs === null ? [] : [`depends_on: ${needs}`]),
    ...(extra === null ? [] : [extra]),
  ]
    .filter((line) => line !== '')
    .map((line) => `    ${line}\n`)
    .join(''),
);

const services = (of: fc.Arbitrary<string>) =>
  fc.array(of, { minLength: 1, maxLength: 3 }).map((all) => {
    const named = all.map((text, index) => `  ${'abc'[index] ?? 'd'}:${text === '' ? ' {}\n' : `\n${text}`}`);
    return `services:\n${named.join('')}`;
  });

const override = fc
  .constantFrom(
    'ports: !reset []',
    'ports: !override ["1:1"]',
    'ports: ["2:2"]',
    'network_mode: host',
    'network_mode: !reset null',
    'networks: [n]',
    'image: o',
    'extends: {file: base.yaml, service: base}',
    'env_file: e.env',
  )
  .map((line) => `services:\n  a:\n    ${line}\n`);

const project = fc.record({
  main: services(service),
  override: fc.option(override),
  include: fc.option(
    fc.constantFrom(
      'in/i.yaml',
      '{path: in/i.yaml, env_file: e.env}',
      '{path: in/i.yaml, project_directory: dir}',
    ),
    { freq: 3 },
  ),
});

/** Returns so many projects of the specification's corners, the same in every run. */
export function generated(count: number): OracleCase[] {
  return fc
    .sample(project, { seed: SEED, numRuns: count })
    .map(({ main, override: over, include }, index) => ({
      name: `generated ${index}`,
      env: { SET: '70' },
      files: {
        'compose.yaml': `x-x: &x\n  restart: always\n${include === null ? '' : `include: [${include}]\n`}${main}networks: {n: {}}\n`,
        ...(over === null ? {} : { 'compose.override.yaml': over }),
        'base.yaml': 'services:\n  base: {image: b, network_mode: none, ports: ["3:3"]}\n',
        'e.env': 'M=host\n',
        'in/i.yaml': 'services:\n  included: {image: i, network_mode: "${M:-bridge}", ports: ["4:4"]}\n',
        'in/.env': 'M=none\n',
        'dir/.env': 'M=host\n',
      },
    }));
}

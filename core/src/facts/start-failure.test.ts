import { ProbeFailure } from '../model/outside.ts';
import { ECI_REFUSAL, startFailureFrom } from './start-failure.ts';

const daemon = (text: string) =>
  `docker: Error response from daemon: ${text}\n\nRun 'docker run --help' for more information\n`;
const ECI_NET =
  "failed to create shim task: OCI runtime create failed: error in the container spec: invalid or unsupported container spec: sysbox containers can't share a network namespace with the host (because they use the linux user-namespace for isolation): unknown.";
const ECI_NAMESPACES = ECI_NET.replace('a network namespace', 'namespaces [network pid]');

/** Texts of docker CLI 20.10 and 28.2, of moby, of Docker Desktop's documentation. */
const TEXTS: [string, string, string][] = [
  ['image-missing', 'no image, CLI 28', daemon('No such image: hostnet/host-networking:latest')],
  [
    'image-missing',
    'no image, CLI 20.10',
    "docker: Error response from daemon: No such image: hostnet/host-networking:latest.\nSee 'docker run --help'.\n",
  ],
  [
    'image-missing',
    'not to be pulled',
    daemon(
      "pull access denied for hostnet/host-networking, repository does not exist or may require 'docker login': denied",
    ),
  ],
  ['start-refused', 'ECI, its first wording', daemon(ECI_NET)],
  ['start-refused', 'ECI, its second wording', daemon(ECI_NAMESPACES)],
  ['start-refused', 'ECI, older sysbox', daemon('container spec missing namespaces Set{network}')],
  [
    'start-refused',
    'userns-remap',
    daemon("cannot share the host's network namespace when user namespaces are enabled."),
  ],
  ['start-refused', 'Windows containers', daemon('network host not found.')],
  ['start-refused', 'enforced sign-in', daemon('Sign in to continue using Docker Desktop.')],
  [
    'start-refused',
    'a port that is taken',
    daemon(
      'driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:22000 failed: port is already allocated.',
    ),
  ],
  [
    'start-refused',
    'an image without node',
    daemon(
      'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "node": executable file not found in $PATH: unknown.',
    ),
  ],
  [
    'engine-unreachable',
    'daemon gone',
    "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n\nRun 'docker run --help' for more information\n",
  ],
  [
    'engine-unreachable',
    'daemon gone on Windows',
    'docker: error during connect: this error may indicate that the docker daemon is not running: Post "http://x": open //./pipe/docker_engine: The system cannot find the file specified.',
  ],
  ['engine-unreachable', 'daemon killed while it ran', 'unexpected EOF'],
  ['died', 'the probe’s own last words', 'the spec does not fit the protocol: token'],
  ['died', 'nothing at all', ''],
];

describe('startFailureFrom', () => {
  it.each(TEXTS)('%s: %s', (kind, _, stderr) => {
    const failure = startFailureFrom(stderr);
    expect(failure).toBeInstanceOf(ProbeFailure);
    expect(failure.kind).toBe(kind);
    expect(failure.detail).toBe(stderr.trim());
    expect(failure.message).not.toMatch(/\n|Error response from daemon|--help/);
  });

  it('puts the engine’s reason into its sentence, past warnings', () => {
    const warned = `WARNING: Published ports are discarded when using host network mode\n${daemon('network host not found.')}`;
    expect(startFailureFrom(warned).message).toBe(
      'The engine refused to start the probe: network host not found.',
    );
  });

  it('keeps at most 2000 characters of a long text', () => {
    expect(startFailureFrom('x'.repeat(5000)).detail).toHaveLength(2000);
  });
});

describe('ECI_REFUSAL', () => {
  it.each([ECI_NET, ECI_NAMESPACES])('knows %s', (text) => {
    expect(text).toMatch(ECI_REFUSAL);
  });

  it('is not every refusal of a runtime', () => {
    expect('OCI runtime create failed: runc create failed').not.toMatch(ECI_REFUSAL);
  });
});

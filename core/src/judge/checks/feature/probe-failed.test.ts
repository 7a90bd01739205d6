import { judge } from '../../judge.ts';
import { desktopFacts, input, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';
import { probeFailed } from './probe-failed.ts';

const ECI =
  "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: error in the container spec: invalid or unsupported container spec: sysbox containers can't share a network namespace with the host (because they use the linux user-namespace for isolation): unknown.";

const failure = (kind: string, detail = '') =>
  input({ facts: desktopFacts({ probeFailure: { kind, message: 'The probe went away.', detail } }) });

describe('HN0107 probe-failed', () => {
  it.each(['start-refused', 'died', 'timed-out', 'protocol', 'helper-missing', 'engine-unreachable'])(
    'fires when the instrument failed: %s',
    (kind) => {
      const [finding, ...more] = probeFailed.check(failure(kind, 'the engine’s words'));
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        code: 'HN0107',
        severity: 'error',
        detail: 'The probe went away. This is a failure of the measurement, not a finding about the network.',
        evidence: [`kind: ${kind}`, 'the engine’s words'],
      });
    },
  );

  it('fires, and the verdict is neither working nor not-working then', () => {
    const facts = failure('died').facts;
    expect(judge(input({ facts, lanes: promised(() => unmeasured()) })).verdict).toBe('unknown');
  });

  it.each([
    ['image-missing', 'No such image'],
    ['start-refused', ECI],
    ['start-refused', "cannot share the host's network namespace when user namespaces are enabled"],
  ])('stays silent where another code tells it better: %s', (kind, detail) => {
    expect(probeFailed.check(failure(kind, detail))).toEqual([]);
  });

  it('stays silent when the probe ran', () => {
    expect(probeFailed.check(input())).toEqual([]);
  });
});

import { known, unknown } from '../../../model/known.ts';
import { judge } from '../../judge.ts';
import { eciRefuses } from './eci-refuses.ts';
import { desktopFacts, input, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';

const ECI =
  "OCI runtime create failed: error in the container spec: invalid or unsupported container spec: sysbox containers can't share a network namespace with the host (because they use the linux user-namespace for isolation): unknown.";
const failure = (detail: string) => ({
  probeFailure: { kind: 'start-refused', message: 'The engine refused to start the probe.', detail },
});
const lanes = promised(() => unmeasured());

describe('HN0115 eci-refuses', () => {
  it.each([ECI, ECI.replace('a network namespace', 'namespaces [network pid]')])(
    'fires on the refusal, in both of its wordings; it is not available then: %s',
    (detail) => {
      const judged = judge(input({ facts: desktopFacts(failure(detail)), lanes }));
      expect(judged.verdict).toBe('not-available');
      expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0115']);
      expect(judged.findings[0]).toMatchObject({
        severity: 'error',
        title: 'Enhanced Container Isolation refuses host-mode containers',
      });
    },
  );

  it.each([
    [known(true, 'x'), 'Your administrator has locked it on.', /^Publish ports/],
    [known(false, 'x'), 'It is not locked on this computer.', /^Turn it off under Settings › General/],
    [unknown('no file'), 'Whether your administrator has locked it is not known.', /^Turn it off/],
  ] as const)(
    'fires with what is known of the lock: %j',
    (enhancedContainerIsolationLocked, said, remedy) => {
      const facts = desktopFacts(failure(ECI));
      const { host } = desktopFacts({}, { enhancedContainerIsolationLocked });
      const [finding] = eciRefuses.check(input({ facts: { ...facts, host }, lanes }));
      expect(finding?.detail).toContain(said);
      expect(finding?.remedy?.text).toMatch(remedy);
    },
  );

  it('stays silent on other refusals, and when a setting alone says that isolation is on', () => {
    expect(
      eciRefuses.check(input({ facts: desktopFacts(failure('network host not found')), lanes })),
    ).toEqual([]);
    const facts = desktopFacts({}, { enhancedContainerIsolation: known(true, 'x') });
    expect(eciRefuses.check(input({ facts }))).toEqual([]);
  });
});

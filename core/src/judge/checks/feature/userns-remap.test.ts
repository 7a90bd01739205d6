import { judge } from '../../judge.ts';
import { engineGone, input, plainFacts, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { usernsRemap } from './userns-remap.ts';

const REFUSAL =
  "docker: Error response from daemon: cannot share the host's network namespace when user namespaces are enabled.";
const refused = {
  kind: 'start-refused',
  message: "The engine refused to start the probe: cannot share the host's network namespace",
  detail: REFUSAL,
};

describe('HN0105 userns-remap', () => {
  it('fires on the engine’s own refusal, and the feature is not available then', () => {
    const facts = plainFacts({ probeFailure: refused, hostMode: null }, { usernsRemap: true });
    const judged = judge(input({ facts, lanes: promised(() => unmeasured()) }));
    expect(judged.verdict).toBe('not-available');
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0105', 'HN0102']);
    expect(judged.findings[0]).toMatchObject({
      severity: 'error',
      evidence: ['SecurityOptions: name=userns', `refused: ${refused.message}`],
      remedy: { command: 'docker run --userns=host --network host IMAGE' },
    });
  });

  it('fires on the refusal alone, when the engine does not tell the option', () => {
    const [finding] = usernsRemap.check(input({ facts: plainFacts({ probeFailure: refused }), lanes: [] }));
    expect(finding?.evidence).toEqual([`refused: ${refused.message}`]);
  });

  it('fires on the option when nothing was measured against it', () => {
    expect(
      usernsRemap.check(input({ facts: plainFacts({}, { usernsRemap: true }), lanes: [] })),
    ).toHaveLength(1);
  });

  it('stays silent when a host-mode container did run: a measurement beats the option', () => {
    const facts = plainFacts({}, { usernsRemap: true });
    const lanes = [laneFixture({ from: 'host-mode', to: 'host-mode', role: 'control' })];
    expect(usernsRemap.check(input({ facts, lanes }))).toEqual([]);
  });

  it('stays silent without the option, whatever else refused the probe', () => {
    const probeFailure = { kind: 'start-refused', message: 'refused', detail: 'OCI runtime create failed' };
    expect(usernsRemap.check(input({ facts: plainFacts({ probeFailure }) }))).toEqual([]);
  });

  it('is skipped when no engine answered', () => {
    expect(usernsRemap.applicable(input({ facts: engineGone() }))).toBe('no engine answered');
  });
});

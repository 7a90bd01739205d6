import { judge } from '../../judge.ts';
import { desktopFacts, input, promised, unmeasured } from '../../../testing/evidence-fixtures.ts';
import { probeImageMissing } from './probe-image-missing.ts';

const missing = {
  kind: 'image-missing',
  message: "The probe's image is not on this engine.",
  detail: 'docker: Error response from daemon: No such image: hostnet/host-networking:latest\n\nRun it',
};

describe('HN0106 probe-image-missing', () => {
  it('fires when the image was neither there nor to be had; nothing is said of the network', () => {
    const facts = desktopFacts({ probeFailure: missing });
    const judged = judge(input({ facts, lanes: promised(() => unmeasured()) }));
    expect(judged.verdict).toBe('unknown');
    expect(judged.findings.map((finding) => finding.code)).toEqual(['HN0106']);
    expect(judged.findings[0]).toMatchObject({
      severity: 'error',
      title: 'The probe’s image is not on the engine and could not be put there',
      evidence: [
        "The probe's image is not on this engine.",
        'docker: Error response from daemon: No such image: hostnet/host-networking:latest',
      ],
    });
  });

  it.each(['start-refused', 'died', 'timed-out', 'engine-unreachable'])(
    'stays silent on another failure of the probe: %s',
    (kind) => {
      const facts = desktopFacts({ probeFailure: { ...missing, kind } });
      expect(probeImageMissing.check(input({ facts }))).toEqual([]);
    },
  );

  it('stays silent when the probe ran', () => {
    expect(probeImageMissing.check(input())).toEqual([]);
  });
});

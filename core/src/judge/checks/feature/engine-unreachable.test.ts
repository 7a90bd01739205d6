import { engineUnreachable } from './engine-unreachable.ts';
import { judge } from '../../judge.ts';
import { engineGone, input } from '../../../testing/evidence-fixtures.ts';

describe('HN0101 engine-unreachable', () => {
  it('fires when no engine answered, with the adapter’s own sentence and fix', () => {
    expect(engineUnreachable.check(input({ facts: engineGone(), lanes: [] }))).toEqual([
      {
        code: 'HN0101',
        severity: 'error',
        title: 'No answer from a Docker Engine',
        detail:
          'No Docker Engine answers at unix:///var/run/docker.sock. Nothing could be measured, so this says nothing about host networking itself.',
        evidence: ['asked: unix:///var/run/docker.sock', 'failure: refused'],
        remedy: {
          text: 'Start Docker (Docker Desktop, or `sudo systemctl start docker` on Linux) and run this again.',
          command: null,
        },
        url: 'https://github.com/hostnet/host-networking/blob/main/docs/checks/HN0101.md',
      },
    ]);
  });

  it('is the only thing said then: nothing of lanes that were never dialled', () => {
    const { findings } = judge(input({ facts: engineGone(), lanes: [] }));
    expect(findings.map((finding) => finding.code)).toEqual(['HN0101']);
  });

  it('stays silent when the engine answers, even if no lane was measured', () => {
    expect(engineUnreachable.check(input({ lanes: [] }))).toEqual([]);
  });
});

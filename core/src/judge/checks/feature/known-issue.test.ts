import { judge } from '../../judge.ts';
import { KNOWN_ISSUES } from '../../../knowledge/known-issues.ts';
import { matchIssues, type IssueInput } from '../../../knowledge/match-issues.ts';
import { input, desktopFacts, dead, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';
import { laneFixture } from '../../../testing/lane-fixture.ts';
import { knownIssue } from './known-issue.ts';

const udpDead = promised((way) => (way.transport === 'udp' ? dead(way) : {}));
const told = (version: string, lanes = udpDead) =>
  judge(input({ facts: desktopFacts({}, {}, version), lanes })).findings.filter(
    ({ code }) => code === 'HN0701',
  );

describe('HN0701 known-issue', () => {
  it('fires when version and symptom fit, with the link and the release that mends it', () => {
    expect(told('4.48.0')).toMatchObject([
      {
        code: 'HN0701',
        severity: 'info',
        title: 'Known in this version: forwarded UDP ports hang',
        detail: 'Fixed in 4.49.0.',
        evidence: ['Docker Desktop 4.48.0 on darwin', 'https://github.com/docker/for-win/issues/14952'],
        remedy: { text: 'Update to 4.49 or later.', command: null },
      },
    ]);
  });

  it('fires without a promise where no release is known to mend it', () => {
    const over = { from: 'host-mode', to: 'host', family: 'ipv4-mapped', role: 'describes' } as const;
    const mapped = laneFixture({ ...over, address: '::ffff:127.0.0.1', outcome: 'refused' });
    expect(told('4.80.0', [...promised(), mapped])[0]?.detail).toBe('No release is known to fix it.');
  });

  it('stays silent when the symptom is there and the version is another', () => {
    expect(told('4.49.0')).toEqual([]);
  });

  it('stays silent when the version fits and the symptom is not there', () => {
    expect(told('4.48.0', promised())).toEqual([]);
  });

  it('stays silent on another engine', () => {
    expect(knownIssue.applicable(input({ facts: plainFacts() }))).toBe('the engine is not Docker Desktop');
  });
});

describe('matchIssues', () => {
  const all: IssueInput = {
    version: '4.80.0',
    platform: 'darwin',
    kernel: '',
    addresses: [],
    codes: ['HN0201'],
  };
  it('fits no range of versions with an unknown version', () => {
    for (const issue of matchIssues({ ...all, version: null })) expect(issue.versions).toBeNull();
  });

  it('looks at system, kernel and addresses', () => {
    const ids = (over: Partial<IssueInput>) => matchIssues({ ...all, ...over }).map((issue) => issue.id);
    expect(ids({ platform: 'win32', kernel: '6.6.87-microsoft-standard-WSL2' })).toEqual(['wsl-kernel-4-43']);
    expect(ids({ platform: 'win32', kernel: '6.12.0-linuxkit' })).toEqual([]);
    expect(ids({ addresses: ['10.33.33.1'] })).toEqual(['mac-net-connect']);
    expect(ids({})).toEqual([]);
  });

  it('has ids of their own, links, and a workaround each', () => {
    expect(new Set(KNOWN_ISSUES.map((issue) => issue.id)).size).toBe(KNOWN_ISSUES.length);
    for (const issue of KNOWN_ISSUES) {
      expect(issue.link).toMatch(/^https:\/\/(github\.com|docs\.docker\.com)\//);
      expect(issue.workaround).toMatch(/\S/);
    }
  });
});

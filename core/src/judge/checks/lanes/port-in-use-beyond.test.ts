import { judge } from '../../judge.ts';
import { desktopFacts, input, promised, wordsOf } from '../../../testing/evidence-fixtures.ts';
import { portInUseBeyond } from './port-in-use-beyond.ts';

const facts = desktopFacts();
const lanes = promised();
const refused = { ...lanes[0]!, outcome: 'refused' as const };
const port = String(refused.evidence.dialler?.port);

describe('HN0220 port-in-use-beyond', () => {
  it('fires for the port that was refused before others answered, and the verdict rests on these', () => {
    const judged = judge(input({ facts, lanes, earlier: [refused] }));
    const [told] = judged.findings.filter(({ code }) => code === 'HN0220');
    expect(told).toMatchObject({ severity: 'info', remedy: null });
    expect(told?.title).toBe(`Port ${port} could not be used for the measurement, other ports could`);
    expect(wordsOf(told)).toContain('refused');
    expect(judged.verdict).toBe('working');
  });

  it('stays silent where the same lane failed again: the port was not the reason', () => {
    const again = lanes.map((lane) => (lane.id === refused.id ? refused : lane));
    const judged = judge(input({ facts, lanes: again, earlier: [refused] }));
    expect(judged.findings.map(({ code }) => code)).not.toContain('HN0220');
    expect(judged.verdict).not.toBe('working');
  });

  it('stays silent, and is skipped, where one round was enough', () => {
    expect(portInUseBeyond.applicable(input({ facts }))).toBe('no lane had to be measured on other ports');
    expect(portInUseBeyond.check(input({ facts }))).toEqual([]);
  });
});

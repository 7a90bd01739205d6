import { fileOfId, idOfFile, nextId, REPORT_ID } from './id.ts';

describe('nextId', () => {
  it('sorts by time as text', () => {
    const ids = [1, 9, 0xff, 1_700_000_000_000, 0xffff_ffff_ffff].map((ms) => nextId(ms, null));
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(REPORT_ID);
  });

  it('is later than the last one when the clock stands or has gone back', () => {
    const last = nextId(5000, null);
    expect(nextId(5000, last).slice(0, 12) > last.slice(0, 12)).toBe(true);
    expect(nextId(10, last).slice(0, 12) > last.slice(0, 12)).toBe(true);
  });

  it('stays an id at the end of time', () => {
    expect(nextId(0, 'ffffffffffff-00000000')).toMatch(REPORT_ID);
  });
});

describe('file names', () => {
  it('go to and fro', () => {
    const id = nextId(1, null);
    expect(idOfFile(fileOfId(id))).toBe(id);
  });

  it.each([
    '..',
    '../x',
    'a/b',
    '',
    '000000000001-0000000',
    '000000000001-0000000G',
    '000000000001-00000000\n',
  ])('never come of %j', (id) => {
    expect(() => fileOfId(id)).toThrow(TypeError);
    expect(idOfFile(`${id}.jsonl`)).toBeNull();
  });
});
